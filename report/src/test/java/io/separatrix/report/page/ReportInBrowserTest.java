package io.separatrix.report.page;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.deque.html.axecore.results.Results;
import com.deque.html.axecore.results.Rule;
import com.deque.html.axecore.selenium.AxeBuilder;
import io.separatrix.experiment.run.RunFolder;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.interactions.Actions;

/** The page in a real browser; skipped where there is none. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReportInBrowserTest {

  private static final List<String> NAMES =
      List.of(
          "T-shirt",
          "Trouser",
          "Pullover",
          "Dress",
          "Coat",
          "Sandal",
          "Shirt",
          "Sneaker",
          "Bag",
          "Boot");

  private Path report = Path.of("");
  private Path driver = Path.of("");

  @BeforeAll
  void drawSample(@TempDir Path temp) {
    assumeTrue(
        Browser.installed().isPresent(),
        "no chromedriver on the path; Debian's packages chromium and chromium-driver bring it");
    driver = Browser.installed().get();
    Path run = temp.resolve("run");
    new SampleRun(NAMES).write(run, "a model");
    report = run.resolve(RunFolder.REPORT);
  }

  @ParameterizedTest
  @CsvSource({"1280, false", "1280, true", "400, false", "400, true"})
  void page_anyWidthAndTheme_isAccessibleFitsAndSaysNothingOnTheConsole(int width, boolean dark) {
    try (Browser browser = Browser.open(driver, dark)) {
      browser.show(report, width);
      Results found = new AxeBuilder().analyze(browser.driver());
      assertThat(found.getViolations()).extracting(Rule::getId, Rule::getNodes).isEmpty();
      Object overflow =
          browser
              .driver()
              .executeScript(
                  "return document.documentElement.scrollWidth -"
                      + " document.documentElement.clientWidth");
      assertThat(overflow).isEqualTo(0L);
      assertThat(browser.console()).isEmpty();
    }
  }

  @Test
  void plane_pointerAndKeys_showImageLabelAndMargin() {
    try (Browser browser = Browser.open(driver, false)) {
      browser.show(report, 1280);
      WebElement stage = browser.driver().findElement(By.className("stage"));
      WebElement said = browser.driver().findElement(By.className("said"));
      String before = said.getText();
      Object image = pixels(browser);
      new Actions(browser.driver()).moveToElement(stage, 60, -40).perform();
      String after = said.getText();
      assertThat(after).isNotEqualTo(before).containsAnyOf(NAMES.toArray(String[]::new));
      assertThat(pixels(browser)).isNotEqualTo(image);
      stage.sendKeys(Keys.ARROW_LEFT);
      assertThat(said.getText()).isNotEqualTo(after);
      assertThat(browser.console()).isEmpty();
    }
  }

  private static Object pixels(Browser browser) {
    return requireNonNull(
        browser
            .driver()
            .executeScript("return document.querySelector('.readout canvas').toDataURL()"));
  }

  @Test
  void table_keyOnAHeading_sorts() {
    try (Browser browser = Browser.open(driver, false)) {
      browser.show(report, 1280);
      WebElement table = browser.driver().findElement(By.cssSelector("#convexity table"));
      WebElement heading = table.findElement(By.cssSelector("thead th"));
      WebElement sort = heading.findElement(By.className("sort"));
      sort.sendKeys(Keys.ENTER);
      sort.sendKeys(Keys.ENTER);
      assertThat(heading.getDomAttribute("aria-sort")).isEqualTo("descending");
      assertThat(table.findElements(By.cssSelector("tbody th")))
          .extracting(WebElement::getText)
          .containsExactly("10", "9", "8", "7", "6", "5", "4", "3", "2");
    }
  }
}
