package io.separatrix.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.separatrix.data.DataException;
import io.separatrix.data.Dataset;
import io.separatrix.data.PixelRange;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/**
 * What every {@link Dataset} must do: images of one shape within the range, the same at every call
 * and in every thread, in arrays of the caller's own; no item beyond the last; one hash.
 */
public interface DatasetContract {

  /** The data set, opened anew. */
  Dataset open();

  /** Ranges that a model may ask for. */
  default List<PixelRange> ranges() {
    return List.of(PixelRange.UNIT, PixelRange.BYTE, new PixelRange(-1, 1));
  }

  /** Number of classes that labels stay below; 0 for data without labels. */
  int classes();

  /** Items looked at: the first ones and the last. */
  private static int[] items(Dataset data) {
    return IntStream.concat(
            IntStream.range(0, Math.min(9, data.size())), IntStream.of(data.size() - 1))
        .distinct()
        .toArray();
  }

  @Test
  default void pixels_ofEveryRange_haveTheShapeAndLieWithin() {
    Dataset data = open();
    assertThat(data.size()).isPositive();
    for (PixelRange range : ranges()) {
      // What rounding of the mapping may add.
      double slack = 1e-6 * range.width();
      for (int i : items(data)) {
        double[] pixels = data.pixels(i, range);
        assertThat(pixels).hasSize(data.shape().dimension());
        assertThat(Arrays.stream(pixels))
            .allMatch(x -> x >= range.low() - slack && x <= range.high() + slack);
      }
    }
  }

  @Test
  default void pixels_twiceOrAnew_areEqualInNewArrays() {
    Dataset data = open();
    PixelRange range = ranges().get(0);
    for (int i : items(data)) {
      double[] pixels = data.pixels(i, range);
      double[] kept = pixels.clone();
      Arrays.fill(pixels, -7);
      assertThat(data.pixels(i, range)).isNotSameAs(pixels).isEqualTo(kept);
      assertThat(open().pixels(i, range)).isEqualTo(kept);
    }
  }

  @Test
  default void labels_ofEveryItem_areBelowTheClassesOrNone() {
    Dataset data = open();
    for (int i = 0; i < data.size(); i++) {
      OptionalInt label = data.label(i);
      assertThat(label.isPresent()).isEqualTo(classes() > 0);
      assertThat(label.orElse(0)).isBetween(0, Math.max(0, classes() - 1));
      assertThat(data.className(label.orElse(0))).isNotBlank();
      assertThat(data.id(i)).isNotBlank();
    }
    assertThat(IntStream.range(0, data.size()).mapToObj(data::id)).doesNotHaveDuplicates();
  }

  @Test
  default void labels_ofTooManyClasses_areRefused() {
    Dataset data = open();
    data.requireLabelsBelow(Math.max(1, classes()));
    int largest =
        IntStream.range(0, data.size()).map(i -> data.label(i).orElse(-1)).max().orElse(-1);
    if (largest >= 0) {
      assertThatThrownBy(() -> data.requireLabelsBelow(largest))
          .isInstanceOf(DataException.class)
          .hasMessageContaining("label " + largest);
    }
  }

  @Test
  default void index_thatIsNotThere_isRefused() {
    Dataset data = open();
    for (int index : new int[] {-1, data.size(), Integer.MAX_VALUE}) {
      assertOutOfBounds(() -> data.label(index));
      assertOutOfBounds(() -> data.id(index));
      assertOutOfBounds(() -> data.pixels(index, ranges().get(0)));
    }
  }

  private static void assertOutOfBounds(ThrowingCallable call) {
    assertThatThrownBy(call).isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  default void sha256_atEveryCallAndAnew_isTheSame() {
    Dataset data = open();
    String hash = data.sha256();
    assertThat(hash).matches("[0-9a-f]{64}");
    assertThat(data.sha256()).isEqualTo(hash);
    data.pixels(0, ranges().get(0));
    assertThat(data.sha256()).isEqualTo(hash);
    assertThat(open().sha256()).isEqualTo(hash);
  }

  @Test
  default void description_ofTheData_isThere() {
    Dataset data = open();
    assertThat(data.name()).isNotBlank();
    assertThat(data.preprocessing()).isNotBlank();
    assertThat(data.notes()).allMatch(note -> !note.isBlank());
    data.storedRange().ifPresent(range -> assertThat(data.scaling(range)).isEmpty());
  }

  @Test
  default void pixels_fromSeveralThreads_areThoseOfOne()
      throws InterruptedException, ExecutionException {
    Dataset data = open();
    PixelRange range = ranges().get(0);
    int[] items = items(data);
    double[][] expected =
        Arrays.stream(items).mapToObj(i -> open().pixels(i, range)).toArray(double[][]::new);
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<Future<double[]>> found =
          IntStream.range(0, 8 * items.length)
              .mapToObj(n -> threads.submit(() -> data.pixels(items[n % items.length], range)))
              .toList();
      for (int n = 0; n < found.size(); n++) {
        assertThat(found.get(n).get()).isEqualTo(expected[n % items.length]);
      }
    } finally {
      threads.shutdownNow();
    }
  }
}
