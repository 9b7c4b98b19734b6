package io.separatrix.network.safetensors;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.separatrix.network.Constant;
import io.separatrix.network.ElementType;
import io.separatrix.network.ModelFormatException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SafetensorsTest {

  @TempDir Path folder;

  private static Safetensors sample() {
    return new Safetensors(
        Map.of(
            "b", Constant.of(new float[] {1.5f, -2, Float.MIN_VALUE, 0, 5, 6}, 2, 3),
            "a", Constant.of(new double[] {Math.PI}),
            "empty", Constant.of(new float[0], 0, 4),
            "n", Constant.of(new long[] {Long.MIN_VALUE, 7}, 2)),
        Map.of("who", "\u00e4 \"quoted\" name"));
  }

  @Test
  void write_thenRead_givesTheSame() throws IOException {
    Path file = folder.resolve("w.safetensors");
    sample().write(file);
    assertThat(Safetensors.read(file)).isEqualTo(sample());
    assertThat(folder.toFile().list()).containsExactly("w.safetensors");
  }

  @Test
  void write_equalContents_givesEqualBytes() throws IOException {
    Path one = folder.resolve("1");
    Path two = folder.resolve("2");
    sample().write(one);
    sample().write(two);
    assertThat(one).hasSameBinaryContentAs(two);
  }

  @Test
  void write_intoMissingFolder_failsAndLeavesNothing() {
    Path file = folder.resolve("missing").resolve("w");
    assertThatThrownBy(() -> sample().write(file)).isInstanceOf(IOException.class);
    assertThat(folder).isEmptyDirectory();
  }

  /** Laid out by hand after the format's description, not by the code under test. */
  @Test
  void read_handMadeFile_findsEachTensor() {
    ByteBuffer data = ByteBuffer.allocate(10).order(ByteOrder.LITTLE_ENDIAN);
    data.putFloat(1.25f).putFloat(-8).putShort((short) 0x3f80).flip();
    Safetensors file =
        Safetensors.read(
            file(
                "{\"__metadata__\":{\"k\":\"v\"},"
                    + "\"half\":{\"dtype\":\"BF16\",\"shape\":[],\"data_offsets\":[8,10]},"
                    + "\"x\":{\"dtype\":\"F32\",\"shape\":[2,1],\"data_offsets\":[0,8]}}  ",
                data),
            "f");
    assertThat(file.metadata()).containsExactly(Map.entry("k", "v"));
    assertThat(file.tensors()).containsOnlyKeys("half", "x");
    assertThat(requireNonNull(file.tensors().get("x")).toDoubles()).containsExactly(1.25, -8);
    assertThat(requireNonNull(file.tensors().get("x")).shape()).containsExactly(2, 1);
    assertThat(requireNonNull(file.tensors().get("half")).type()).isEqualTo(ElementType.BFLOAT16);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      value = {
        "not JSON | JSON header",
        "[1]     | a JSON object",
        "{\"a\":1} | dtype",
        "{\"a\":{\"dtype\":\"F99\",\"shape\":[1],\"data_offsets\":[0,4]}} | dtype out of",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":1,\"data_offsets\":[0,4]}} | array as shape",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[-1],\"data_offsets\":[0,4]}} | at least 0",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[1.5],\"data_offsets\":[0,4]}} | at least 0",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,4]}} | 8 bytes",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,8]}} | end <= 4",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,0]}} | begin <= end",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0]}} | begin <= end",
        "{\"a\":{\"dtype\":\"U8\",\"shape\":[2],\"data_offsets\":[2,4]}} | begin at byte 0",
        "{\"a\":{\"dtype\":\"U8\",\"shape\":[2],\"data_offsets\":[0,2]}} | 2 bytes of tensors",
        "{\"__metadata__\":{\"k\":1}} | text as metadata",
        "{\"__metadata__\":[]} | JSON object",
      })
  void read_malformedHeader_saysWhatWasExpected(String header, String expected) {
    assertThatThrownBy(() -> Safetensors.read(file(header, ByteBuffer.allocate(4)), "bad.file"))
        .isInstanceOf(ModelFormatException.class)
        .hasMessageStartingWith("bad.file")
        .hasMessageContaining(expected);
  }

  @Test
  void read_overlappingTensors_isRefused() {
    String header =
        "{\"a\":{\"dtype\":\"U8\",\"shape\":[3],\"data_offsets\":[0,3]},"
            + "\"b\":{\"dtype\":\"U8\",\"shape\":[2],\"data_offsets\":[2,4]}}";
    assertThatThrownBy(() -> Safetensors.read(file(header, ByteBuffer.allocate(4)), "f"))
        .isInstanceOf(ModelFormatException.class)
        .hasMessageContaining("'b' to begin at byte 3");
  }

  @Test
  void read_shapeBeyondAllNumbers_isRefused() {
    String header =
        "{\"a\":{\"dtype\":\"F64\",\"shape\":[4294967296,4294967296],\"data_offsets\":[0,4]}}";
    assertThatThrownBy(() -> Safetensors.read(file(header, ByteBuffer.allocate(4)), "f"))
        .isInstanceOf(ModelFormatException.class)
        .hasMessageContaining("2^63");
  }

  @Test
  void read_nameTwice_isRefused() {
    String tensor = "\"a\":{\"dtype\":\"U8\",\"shape\":[0],\"data_offsets\":[0,0]}";
    assertThatThrownBy(
            () ->
                Safetensors.read(
                    file("{" + tensor + "," + tensor + "}", ByteBuffer.allocate(0)), "f"))
        .isInstanceOf(ModelFormatException.class)
        .hasMessageContaining("Duplicate");
  }

  @Test
  void read_deepNesting_isRefused() {
    assertThatThrownBy(
            () -> Safetensors.read(file("[".repeat(100_000), ByteBuffer.allocate(0)), "f"))
        .isInstanceOf(ModelFormatException.class);
  }

  @ParameterizedTest
  @ValueSource(longs = {-1, 0, 1, 9, Long.MAX_VALUE, 100_000_001})
  void read_headerLengthThatDoesNotFit_isRefused(long length) {
    ByteBuffer bytes = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN).putLong(0, length);
    assertThatThrownBy(() -> Safetensors.read(bytes, "f"))
        .isInstanceOf(ModelFormatException.class)
        .hasMessageContaining("a header of 2 to 8 bytes");
  }

  @Test
  void read_truncatedFile_isRefusedAtEachLength() throws IOException {
    Path file = folder.resolve("whole");
    sample().write(file);
    byte[] whole = Files.readAllBytes(file);
    for (int length = 0; length < whole.length; length++) {
      ByteBuffer part = ByteBuffer.wrap(whole, 0, length);
      assertThatThrownBy(() -> Safetensors.read(part, "part"))
          .isInstanceOf(ModelFormatException.class);
    }
  }

  private static ByteBuffer file(String header, ByteBuffer data) {
    byte[] json = header.getBytes(UTF_8);
    return ByteBuffer.allocate(8 + json.length + data.remaining())
        .order(ByteOrder.LITTLE_ENDIAN)
        .putLong(json.length)
        .put(json)
        .put(data)
        .flip();
  }
}
