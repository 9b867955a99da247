import { useEffect, useState } from 'react';

const DARK = '(prefers-color-scheme: dark)';

/** The page is dark if its computed colour scheme says so: Vaadin's switch sets that, not the system's. */
function current(): 'light' | 'dark' {
  const schemes = getComputedStyle(document.documentElement).colorScheme.split(' ');
  if (schemes.includes('light') && schemes.includes('dark')) {
    return matchMedia(DARK).matches ? 'dark' : 'light';
  }
  return schemes.includes('dark') ? 'dark' : 'light';
}

export function useColorMode(): 'light' | 'dark' {
  const [mode, setMode] = useState(current);
  useEffect(() => {
    const look = () => setMode(current());
    const observer = new MutationObserver(look);
    observer.observe(document.documentElement, { attributeFilter: ['style', 'theme', 'class'] });
    matchMedia(DARK).addEventListener('change', look);
    return () => {
      observer.disconnect();
      matchMedia(DARK).removeEventListener('change', look);
    };
  }, []);
  return mode;
}
