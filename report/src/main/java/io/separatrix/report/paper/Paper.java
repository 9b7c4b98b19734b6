package io.separatrix.report.paper;

/** The papers whose claims runs are put beside. */
public enum Paper {
  /** The one that this toolkit reproduces. */
  REGIONS(
      "Fawzi et al. 2017",
      "Fawzi, Moosavi-Dezfooli, Frossard and Soatto, “Classification regions of deep neural"
          + " networks” (2017)"),

  /** On what adversarial training does to boundaries. */
  CURVATURE(
      "Moosavi-Dezfooli et al. 2019",
      "Moosavi-Dezfooli, Fawzi, Uesato and Frossard, “Robustness via curvature regularization, and"
          + " vice versa” (CVPR 2019)"),

  /** On whether trainings find the same regions. */
  REPRODUCIBILITY(
      "Somepalli et al. 2022",
      "Somepalli, Fowl, Bansal, Yeh-Chiang, Dar, Baraniuk, Goldblum and Goldstein, “Can neural nets"
          + " learn the same model twice?” (CVPR 2022)");

  private final String shortName;
  private final String citation;

  Paper(String shortName, String citation) {
    this.shortName = shortName;
    this.citation = citation;
  }

  /** Authors and year. */
  public String shortName() {
    return shortName;
  }

  /** Authors, title and year. */
  public String citation() {
    return citation;
  }
}
