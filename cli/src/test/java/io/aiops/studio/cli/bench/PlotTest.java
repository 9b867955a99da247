package io.aiops.studio.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

final class PlotTest {

  @Test
  void has_a_line_for_each_measure_over_the_whole_time() throws Exception {
    List<Sample> samples =
        IntStream.rangeClosed(1, 25)
            .mapToObj(i -> FlatnessTest.sample(i * 60, i, i % 5 == 0 ? 100.0 : null, 90, 2))
            .toList();
    Document svg =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new InputSource(new StringReader(Plot.svg("5 < 6 & more", samples))));
    NodeList lines = svg.getElementsByTagName("polyline");
    assertThat(lines.getLength()).isEqualTo(Sample.ALL.size());
    assertThat(points(lines, 0)).hasSize(5);
    assertThat(points(lines, 1)).hasSize(25);
    assertThat(points(lines, 4)).hasSize(25).last().asString().startsWith("840.0,");
    assertThat(svg.getDocumentElement().getTextContent())
        .contains("5 < 6 & more", "heapAfterGcMiB", "25 min");
  }

  private static List<String> points(NodeList lines, int number) {
    return List.of(
        lines.item(number).getAttributes().getNamedItem("points").getNodeValue().split(" "));
  }
}
