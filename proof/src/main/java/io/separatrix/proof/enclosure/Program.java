package io.separatrix.proof.enclosure;

import io.separatrix.network.Graph;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A network as rules, ready to enclose its margins. Immutable but for bounds that are found when
 * first asked for; serves several threads.
 */
public final class Program {

  private static final int SHALLOW = 6;
  private static final int MOST_GENERATORS = 6000;

  private final List<Compiler.Step> steps;
  private final Rounding rounding;
  private final int dimension;
  private final int[] inputShape;
  private final int classes;
  private final int chords;
  private final boolean curved;
  private final Map<Integer, List<Compiler.Step>> byLabel = new HashMap<>();

  private Program(Graph graph, Rounding rounding) {
    this.rounding = rounding;
    this.dimension = graph.dimension();
    this.inputShape = graph.inputShape().stream().mapToInt(i -> i).toArray();
    this.steps = new Compiler(graph, rounding).compile();
    this.classes = Windows.volume(steps.get(steps.size() - 1).rule().shape());
    this.chords = (int) steps.stream().filter(step -> !step.rule().affine()).count();
    this.curved = steps.stream().anyMatch(step -> step.rule().curved());
  }

  /**
   * @throws UnsupportedNetworkException if there is no rule for an operator
   */
  public static Program of(Graph graph, Rounding rounding) {
    return new Program(graph, rounding);
  }

  /** Number of logits. */
  public int classes() {
    return classes;
  }

  /** Numbers of the largest value on the way. */
  public int largest() {
    return steps.stream().mapToInt(step -> Windows.volume(step.rule().shape())).max().orElse(0);
  }

  /** Numbers of an input. */
  public int dimension() {
    return dimension;
  }

  /**
   * How to carry errors: a radius for each neuron in networks of up to six operators that take
   * chords, or with curved ones, where each neuron has a chord; else a generator for each chord and
   * a ball.
   */
  public Passage.Carrying carrying() {
    return chords <= SHALLOW || curved
        ? new Passage.Carrying(false, false, 0)
        : new Passage.Carrying(true, true, MOST_GENERATORS);
  }

  /** Whether rounding is accounted for. */
  public Rounding rounding() {
    return rounding;
  }

  /** Extents of an input. */
  public int[] inputShape() {
    return inputShape.clone();
  }

  /** The steps with the differences {@code f_label - f_j}, j in order, as result. */
  synchronized List<Compiler.Step> against(int label) {
    return byLabel.computeIfAbsent(label, this::differences);
  }

  private List<Compiler.Step> differences(int label) {
    List<Compiler.Step> changed = new ArrayList<>(steps);
    if (passOn(changed, changed.size() - 1, label)) {
      return changed;
    }
    SparseRule.Terms[] terms = new SparseRule.Terms[classes - 1];
    for (int i = 0; i < terms.length; i++) {
      int other = i < label ? i : i + 1;
      terms[i] =
          new SparseRule.Terms(new int[2], new int[] {label, other}, new double[] {1, -1}, 0, 0);
    }
    int[] shape = steps.get(steps.size() - 1).rule().shape();
    SparseRule rule =
        new SparseRule(
            new int[] {classes - 1}, new int[] {shape.length == 0 ? 1 : shape[0]}, terms, 0);
    changed.add(new Compiler.Step(rule, new int[] {changed.size() - 1}));
    return changed;
  }

  /**
   * Where the logits come from a linear layer with exact weights, the differences are formed of its
   * weights, so that what a remainder does to both logits cancels.
   */
  private boolean passOn(List<Compiler.Step> changed, int at, int label) {
    Compiler.Step step = changed.get(at);
    if (step.rule() instanceof LinearRule linear
        && linear.groups() == 1
        && linear.weights().roundings() == 0) {
      LinearRule last = linear.last(classes - 1, linear.weights().against(label, rounding));
      changed.set(at, new Compiler.Step(last, step.operands()));
      return true;
    }
    boolean single = step.operands().length == 1 && step.operands()[0] == at - 1;
    if (single && step.rule() instanceof SparseRule sparse && sparse.channelwise(classes)) {
      if (passOn(changed, at - 1, label)) {
        changed.set(at, new Compiler.Step(sparse.narrowed(classes - 1), step.operands()));
        return true;
      }
    }
    return false;
  }

  /** For each step how many steps read it. */
  static int[] readers(List<Compiler.Step> steps) {
    int[] readers = new int[steps.size()];
    for (Compiler.Step step : steps) {
      Arrays.stream(step.operands()).filter(o -> o >= 0).forEach(o -> readers[o]++);
    }
    return readers;
  }
}
