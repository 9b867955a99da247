package io.aiops.studio.marketplace.listing;

import io.aiops.studio.host.problem.InvalidException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.commonmark.Extension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.parser.IncludeSourceSpans;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.TextNode;
import org.jsoup.safety.Safelist;

/**
 * Markdown that somebody else wrote, as HTML that does nothing: no markup of its own, no pictures
 * (they would tell their server who looks), no styles, links to web addresses only. What is made
 * goes through a list of what is allowed, so that an error in either step is caught by the other.
 */
public final class Readme {

  /** In bytes. */
  public static final int LARGEST = 64 * 1024;

  /** Of nested lists and quotations: what lies deeper is cut, since browsers struggle with it. */
  private static final int DEEPEST = 40;

  private static final List<Extension> TABLES = List.of(TablesExtension.create());
  private static final Parser PARSER =
      Parser.builder()
          .extensions(TABLES)
          .includeSourceSpans(IncludeSourceSpans.NONE)
          .maxOpenBlockParsers(DEEPEST)
          .build();
  private static final HtmlRenderer RENDERER =
      HtmlRenderer.builder().extensions(TABLES).escapeHtml(true).sanitizeUrls(true).build();

  /** Headings of a README are below those of the page it is shown in. */
  private static final Safelist ALLOWED =
      new Safelist()
          .addTags(
              "h3",
              "h4",
              "h5",
              "h6",
              "p",
              "br",
              "hr",
              "strong",
              "em",
              "code",
              "pre",
              "blockquote",
              "ul",
              "ol",
              "li",
              "a",
              "table",
              "thead",
              "tbody",
              "tr",
              "th",
              "td")
          .addAttributes("a", "href")
          .addProtocols("a", "href", "http", "https")
          .addAttributes("ol", "start")
          .addEnforcedAttribute("a", "rel", "nofollow noopener noreferrer")
          .addEnforcedAttribute("a", "target", "_blank");

  private Readme() {}

  /**
   * @throws InvalidException naming {@code file} unless it is UTF-8 and small enough
   */
  public static String checked(String file, byte[] bytes) {
    if (bytes.length > LARGEST) {
      throw new InvalidException(
          file, "has %d bytes; at most %d are taken.".formatted(bytes.length, LARGEST));
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      InvalidException refused = new InvalidException(file, "is not UTF-8 text.");
      refused.initCause(e);
      throw refused;
    }
  }

  /** HTML to be put into a page as it is. */
  public static String html(String markdown) {
    Document page = Jsoup.parseBodyFragment(RENDERER.render(PARSER.parse(markdown)));
    page.select("img").forEach(picture -> picture.replaceWith(new TextNode(picture.attr("alt"))));
    page.select("h1, h2").tagName("h3");
    Document.OutputSettings asItIs = new Document.OutputSettings().prettyPrint(false);
    return Jsoup.clean(page.body().html(), "", ALLOWED, asItIs);
  }
}
