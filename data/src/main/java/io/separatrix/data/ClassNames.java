package io.separatrix.data;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;

/**
 * Names of a classifier's classes by class index, and the way back: a folder or a file called after
 * a class finds its index by WordNet id or by name.
 */
public final class ClassNames {
  private final List<String> names;
  private final List<String> wordNetIds;
  private final Map<String, Integer> indices = new HashMap<>();

  private ClassNames(List<String> names, List<String> wordNetIds) {
    this.names = List.copyOf(names);
    this.wordNetIds = List.copyOf(wordNetIds);
    for (int i = 0; i < names.size(); i++) {
      // Two ImageNet classes share a name ("crane", "maillot"): the first keeps it.
      indices.putIfAbsent(key(names.get(i)), i);
    }
    for (int i = 0; i < wordNetIds.size(); i++) {
      indices.put(key(wordNetIds.get(i)), i);
    }
  }

  /** {@return no names at all} */
  public static ClassNames none() {
    return new ClassNames(List.of(), List.of());
  }

  /**
   * {@return names in the order of the class indices}
   *
   * @param names one for each class
   */
  public static ClassNames of(List<String> names) {
    return new ClassNames(names, List.of());
  }

  /**
   * {@return names and WordNet ids ({@code n01440764}) in the order of the class indices}
   *
   * @param names one for each class
   * @param wordNetIds one for each class
   */
  public static ClassNames of(List<String> names, List<String> wordNetIds) {
    if (names.size() != wordNetIds.size()) {
      throw new IllegalArgumentException(
          names.size() + " names and " + wordNetIds.size() + " WordNet ids");
    }
    return new ClassNames(names, wordNetIds);
  }

  /**
   * {@return ImageNet's thousand classes (ILSVRC 2012): the first word of each synset, and its
   * WordNet id}
   */
  public static ClassNames imagenet() {
    return ClassNamesReader.imagenet();
  }

  /**
   * Reads a file of names in the order of the class indices. Known forms: one name per line; one
   * WordNet id and name per line ({@code n01440764 tench}); a JSON list of names; a JSON object
   * from index to name or to {@code [WordNet id, name]}.
   *
   * @param file text or JSON, in UTF-8
   * @return the names that it holds
   * @throws DataException if the file is missing, empty, or of no known form
   */
  public static ClassNames fromFile(Path file) {
    return ClassNamesReader.read(file);
  }

  /** {@return CIFAR-10's ten classes (Krizhevsky 2009)} */
  public static ClassNames cifar10() {
    return of(
        List.of(
            "airplane",
            "automobile",
            "bird",
            "cat",
            "deer",
            "dog",
            "frog",
            "horse",
            "ship",
            "truck"));
  }

  /** {@return Fashion-MNIST's ten classes (Xiao, Rasul, Vollgraf 2017)} */
  public static ClassNames fashionMnist() {
    return of(
        List.of(
            "T-shirt/top",
            "Trouser",
            "Pullover",
            "Dress",
            "Coat",
            "Sandal",
            "Shirt",
            "Sneaker",
            "Bag",
            "Ankle boot"));
  }

  /** {@return the names by class index; empty if unknown} */
  public List<String> names() {
    return names;
  }

  /** {@return WordNet ids by class index; empty if unknown} */
  public List<String> wordNetIds() {
    return wordNetIds;
  }

  /** {@return the number of classes} */
  public int size() {
    return names.size();
  }

  /**
   * Class index of a WordNet id or a name; case, spaces, hyphens and underscores do not count.
   *
   * @param nameOrId as a file or folder has it
   * @return empty if no class is called so
   */
  public OptionalInt indexOf(String nameOrId) {
    Integer index = indices.get(key(nameOrId));
    return index == null ? OptionalInt.empty() : OptionalInt.of(index);
  }

  private static String key(String name) {
    return name.strip().toLowerCase(Locale.ROOT).replaceAll("[\\s_-]+", " ");
  }
}
