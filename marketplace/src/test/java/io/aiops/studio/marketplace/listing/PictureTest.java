package io.aiops.studio.marketplace.listing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aiops.studio.host.problem.InvalidException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class PictureTest {

  private static final byte[] GOOD = TestPictures.png(64, 64);

  @Test
  void keeps_the_pixels_and_nothing_else() {
    byte[] text =
        TestPictures.chunk("tEXt", "Comment\0secret".getBytes(StandardCharsets.ISO_8859_1));
    Picture icon = Picture.icon("icon.png", TestPictures.with(GOOD, text));
    assertThat(icon.width()).isEqualTo(64);
    assertThat(new String(icon.png(), StandardCharsets.ISO_8859_1)).doesNotContain("secret");
    assertThat(Picture.icon("icon.png", icon.png()).png()).as("is stable").isEqualTo(icon.png());
  }

  @Test
  void refuses_what_is_no_png() {
    byte[] svg =
        "<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"
            .getBytes(StandardCharsets.UTF_8);
    byte[] html = concat(Arrays.copyOf(GOOD, 8), "<script>".getBytes(StandardCharsets.UTF_8));
    byte[] twoHeaders = TestPictures.with(GOOD, TestPictures.header(60_000, 60_000));
    byte[] unknown = TestPictures.with(GOOD, TestPictures.chunk("EVIL", new byte[4]));
    byte[] damaged = GOOD.clone();
    damaged[40] ^= 1;
    for (byte[] hostile :
        List.of(
            new byte[0],
            svg,
            TestPictures.image(64, 64, "gif"),
            TestPictures.image(64, 64, "jpg"),
            html,
            Arrays.copyOf(GOOD, GOOD.length - 4),
            concat(GOOD, "PK\3\4".getBytes(StandardCharsets.ISO_8859_1)),
            twoHeaders,
            unknown,
            damaged,
            noPixels(),
            ByteBuffer.allocate(20).put(GOOD, 0, 8).putInt(Integer.MAX_VALUE).array())) {
      assertThatThrownBy(() -> Picture.icon("icon.png", hostile))
          .isInstanceOf(InvalidException.class)
          .hasMessageContaining("icon.png: is no PNG");
    }
  }

  /** A header and an end. */
  private static byte[] noPixels() {
    byte[] begin = Arrays.copyOf(GOOD, 8);
    return concat(
        concat(begin, TestPictures.header(64, 64)), TestPictures.chunk("IEND", new byte[0]));
  }

  @Test
  void knows_the_size_before_it_decodes() {
    byte[] bomb =
        concat(
            concat(Arrays.copyOf(GOOD, 8), TestPictures.header(60_000, 60_000)),
            TestPictures.chunk("IEND", new byte[0]));
    assertThatThrownBy(() -> Picture.screenshot("screenshots/a.png", bomb))
        .hasMessageContaining("1 to 2560 pixels");
    assertThatThrownBy(() -> Picture.icon("icon.png", new byte[256 * 1024 + 1]))
        .hasMessageContaining("at most 262144");
  }

  @Test
  void wants_an_icon_to_be_square() {
    assertThatThrownBy(() -> Picture.icon("icon.png", TestPictures.png(64, 32)))
        .hasMessageContaining("64 by 32 pixels");
    assertThat(Picture.screenshot("a.png", TestPictures.png(640, 320)).height()).isEqualTo(320);
  }

  private static byte[] concat(byte[] a, byte[] b) {
    return ByteBuffer.allocate(a.length + b.length).put(a).put(b).array();
  }
}
