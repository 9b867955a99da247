package io.aiops.studio.marketplace.template;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops.studio.host.definition.WorkflowReader;
import io.aiops.studio.marketplace.Templates;
import io.aiops.studio.marketplace.listing.Picture;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

/** What a catalog shows of a template's graph. */
class GraphPictureTest {

  private static BufferedImage drawn(String steps, String edges) throws IOException {
    String text =
        "schema: aiops-studio/workflow/v1\nname: drawn\nsteps:\n" + steps + "edges:\n" + edges;
    byte[] png = GraphPicture.of(WorkflowReader.read(text).workflow().orElseThrow());
    Picture.screenshot("screenshot.png", png);
    return ImageIO.read(new ByteArrayInputStream(png));
  }

  private static String step(String id) {
    return "  - {id: " + id + ", kind: wait, duration: PT0S}\n";
  }

  @Test
  void what_waits_stands_below_and_what_does_not_beside() throws IOException {
    BufferedImage line =
        drawn(step("a") + step("b") + step("c"), "  - {from: a, to: b}\n  - {from: b, to: c}\n");
    BufferedImage fan =
        drawn(step("a") + step("b") + step("c"), "  - {from: a, to: b}\n  - {from: a, to: c}\n");
    assertThat(line.getHeight()).isGreaterThan(fan.getHeight());
    assertThat(line.getWidth()).isLessThan(fan.getWidth());
    assertThat(colours(fan)).as("boxes, lines and words").isGreaterThan(3);
  }

  private static long colours(BufferedImage image) {
    return IntStream.range(0, image.getWidth())
        .flatMap(x -> IntStream.range(0, image.getHeight()).map(y -> image.getRGB(x, y)))
        .distinct()
        .count();
  }

  @Test
  void a_large_graph_becomes_a_picture_that_a_catalog_takes() throws IOException {
    String steps =
        IntStream.range(0, 200).mapToObj(i -> step("s" + i)).collect(Collectors.joining());
    BufferedImage wide = drawn(steps, "  - {from: s0, to: s1}\n");
    assertThat(wide.getWidth()).isEqualTo(1_600);
  }

  @Test
  void each_shipped_template_can_be_drawn() {
    assertThat(Templates.shipped())
        .isNotEmpty()
        .allSatisfy(template ->
            Picture.screenshot(
                "screenshot.png",
                GraphPicture.of(WorkflowReader.read(template.text()).workflow().orElseThrow())));
  }
}
