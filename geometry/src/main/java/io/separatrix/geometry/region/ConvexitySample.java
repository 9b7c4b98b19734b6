package io.separatrix.geometry.region;

import io.separatrix.geometry.Proportion;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How often random convex combinations of k points of one region stay in it (Fig 3).
 *
 * @param sizes the numbers k of points combined
 * @param stays for each k, the share of trials that stayed
 */
public record ConvexitySample(List<Integer> sizes, List<Proportion> stays) {

  public ConvexitySample {
    sizes = List.copyOf(sizes);
    stays = List.copyOf(stays);
  }

  /**
   * @param trials one row a trial, {@code trials[i][m]}: whether the combination of {@code
   *     sizes[m]} points stayed
   */
  static ConvexitySample of(List<Integer> sizes, List<boolean[]> trials) {
    List<Proportion> stays =
        IntStream.range(0, sizes.size())
            .mapToObj(m -> Proportion.of(trials.stream().map(trial -> trial[m]).toList()))
            .toList();
    return new ConvexitySample(sizes, stays);
  }
}
