package io.aiops.studio.marketplace.template;

import io.aiops.studio.host.definition.Edge;
import io.aiops.studio.host.definition.Step;
import io.aiops.studio.host.definition.Workflow;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.GraphicsEnvironment;
import java.awt.RenderingHints;
import java.awt.geom.CubicCurve2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A workflow's graph as a picture: steps in layers from top to bottom, each below all that it waits
 * for, in the order of the text. What is inside of a list step is not drawn; nor are words where
 * the machine has no fonts, as some containers have none.
 */
final class GraphPicture {

  private static final Logger LOG = LoggerFactory.getLogger(GraphPicture.class);

  /** No side of it is longer. */
  private static final int LONGEST = 1_600;

  private static final int WIDTH = 200;
  private static final int HEIGHT = 56;
  private static final int ASIDE = 30;
  private static final int BELOW = 44;
  private static final int MARGIN = 24;
  private static final Color PAPER = new Color(0xFFFFFF);
  private static final Color BOX = new Color(0xEEF3F8);
  private static final Color LINE = new Color(0x5B6B7D);
  private static final Color FAILURE = new Color(0xB3261E);
  private static final Color INK = new Color(0x1B2530);
  private static final boolean WORDS = haveFonts();
  private static final Font TITLE = new Font(Font.SANS_SERIF, Font.BOLD, 13);
  private static final Font KIND = new Font(Font.SANS_SERIF, Font.PLAIN, 11);

  /** Its upper left corner. */
  private record Place(int x, int y) {}

  private final List<Step> steps;
  private final List<Edge> edges;
  private final List<List<Step>> layers = new ArrayList<>();
  private final Map<String, Place> places = new HashMap<>();

  private GraphPicture(Workflow workflow) {
    steps = workflow.body().steps();
    edges = workflow.body().edges();
    layer();
  }

  /**
   * @return PNG; the whole graph, smaller if it would be larger than a screenshot may be
   */
  static byte[] of(Workflow workflow) {
    return new GraphPicture(workflow).png();
  }

  /** A graph that was validated has no cycles; of one that was not, each pass ends. */
  private void layer() {
    Map<String, Integer> depth = new HashMap<>();
    steps.forEach(step -> depth.put(step.id(), 0));
    for (int pass = 0; pass < steps.size(); pass++) {
      boolean moved = false;
      for (Edge edge : edges) {
        Integer from = depth.get(edge.from());
        Integer to = depth.get(edge.to());
        if (from != null && to != null && to <= from && from + 1 < steps.size()) {
          depth.put(edge.to(), from + 1);
          moved = true;
        }
      }
      if (!moved) {
        break;
      }
    }
    for (Step step : steps) {
      int at = depth.getOrDefault(step.id(), 0);
      while (layers.size() <= at) {
        layers.add(new ArrayList<>());
      }
      layers.get(at).add(step);
    }
  }

  private byte[] png() {
    int widest = layers.stream().mapToInt(List::size).max().orElse(1);
    int width = 2 * MARGIN + widest * WIDTH + (widest - 1) * ASIDE;
    int height =
        2 * MARGIN + Math.max(1, layers.size()) * HEIGHT + Math.max(0, layers.size() - 1) * BELOW;
    for (int at = 0; at < layers.size(); at++) {
      List<Step> layer = layers.get(at);
      int row = layer.size() * WIDTH + (layer.size() - 1) * ASIDE;
      for (int i = 0; i < layer.size(); i++) {
        places.put(
            layer.get(i).id(),
            new Place((width - row) / 2 + i * (WIDTH + ASIDE), MARGIN + at * (HEIGHT + BELOW)));
      }
    }
    double scale = Math.min(1, (double) LONGEST / Math.max(width, height));
    BufferedImage image =
        new BufferedImage(
            Math.max(1, (int) (width * scale)),
            Math.max(1, (int) (height * scale)),
            BufferedImage.TYPE_INT_RGB);
    Graphics2D pen = image.createGraphics();
    try {
      pen.setColor(PAPER);
      pen.fillRect(0, 0, image.getWidth(), image.getHeight());
      pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
      pen.setRenderingHint(
          RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
      pen.scale(scale, scale);
      edges.forEach(edge -> line(pen, edge));
      steps.forEach(step -> box(pen, step));
    } finally {
      pen.dispose();
    }
    return written(image);
  }

  private void line(Graphics2D pen, Edge edge) {
    Place from = places.get(edge.from());
    Place to = places.get(edge.to());
    if (from == null || to == null) {
      return;
    }
    pen.setColor(edge.on() == Edge.On.FAILURE ? FAILURE : LINE);
    pen.setStroke(new BasicStroke(1.5f));
    int x = from.x() + WIDTH / 2;
    int y = from.y() + HEIGHT;
    int endX = to.x() + WIDTH / 2;
    pen.draw(
        new CubicCurve2D.Double(
            x, y, x, y + BELOW / 2.0, endX, to.y() - BELOW / 2.0, endX, to.y() - 6));
    pen.fillPolygon(
        new int[] {endX - 4, endX + 4, endX}, new int[] {to.y() - 7, to.y() - 7, to.y()}, 3);
  }

  private void box(Graphics2D pen, Step step) {
    Place at = places.getOrDefault(step.id(), new Place(0, 0));
    pen.setColor(BOX);
    pen.fillRoundRect(at.x(), at.y(), WIDTH, HEIGHT, 12, 12);
    pen.setColor(LINE);
    pen.setStroke(new BasicStroke(1f));
    pen.drawRoundRect(at.x(), at.y(), WIDTH, HEIGHT, 12, 12);
    pen.setColor(INK);
    words(pen, TITLE, step.title(), at.x() + 12, at.y() + 24);
    words(pen, KIND, step.work().kind(), at.x() + 12, at.y() + 42);
  }

  private static boolean haveFonts() {
    try {
      return GraphicsEnvironment.getLocalGraphicsEnvironment().getAvailableFontFamilyNames().length
          > 0;
    } catch (InternalError | RuntimeException e) {
      // That is how the JDK says it.
      LOG.warn("There are no fonts here: pictures of graphs have no words", e);
      return false;
    }
  }

  /** As much of it as the box has room for. */
  private static void words(Graphics2D pen, Font font, String text, int x, int y) {
    if (!WORDS) {
      return;
    }
    pen.setFont(font);
    FontMetrics metrics = pen.getFontMetrics();
    String shown = text;
    while (shown.length() > 1 && metrics.stringWidth(shown) > WIDTH - 24) {
      shown = shown.substring(0, shown.length() - 2).strip() + "…";
    }
    pen.drawString(shown, x, y);
  }

  private static byte[] written(BufferedImage image) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, "png", out);
    } catch (IOException e) {
      throw new UncheckedIOException("Nothing is written but memory", e);
    }
    return out.toByteArray();
  }
}
