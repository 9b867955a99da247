// Swagger UI goes with the mode of its page only when it is told.
const dark = window.matchMedia('(prefers-color-scheme: dark)');
const follow = () => document.documentElement.classList.toggle('dark-mode', dark.matches);
dark.addEventListener('change', follow);
follow();

SwaggerUIBundle({
  url: '../../openapi?format=json',
  dom_id: '#description',
  deepLinking: true,
  docExpansion: 'none',
  filter: true,
  // Nothing is asked of a validator elsewhere.
  validatorUrl: null,
});
