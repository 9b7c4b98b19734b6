package io.separatrix.explorer.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.deque.html.axecore.results.Results;
import com.deque.html.axecore.results.Rule;
import com.deque.html.axecore.selenium.AxeBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.interactions.Actions;

/** The page in a real browser; skipped where there is none. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(900)
class ExplorerInBrowserTest {

  private static final boolean SLOW = Boolean.getBoolean("separatrix.slow");

  /** A map that is finished soon; its directions cost nothing. */
  private static final String SMALL = "plane/x=3/u=random-2/v=image-7/size=32/width=8";

  /** Of fifty milliseconds each. */
  private static final int PATIENCE = 2400;

  private Served served;
  private Browser browser;

  @BeforeAll
  void open() {
    assumeTrue(
        Browser.installed().isPresent(),
        "no chromedriver on the path; Debian's packages chromium and chromium-driver bring it");
    served = Served.withAnother(40);
    browser = Browser.open(Browser.installed().get(), false, 1280, 900);
  }

  @AfterAll
  void close() {
    if (served != null) {
      browser.close();
      served.close();
    }
  }

  /** Whatever was done: nothing on the console, no request to anybody else, no defect. */
  @AfterEach
  void nothingBroke() {
    assertThat(browser.console()).isEmpty();
    assertThat(browser.requests())
        .allMatch(
            address ->
                address.startsWith("http://127.0.0.1:" + served.server().port() + "/")
                    || address.startsWith("data:")
                    || address.startsWith("blob:"));
    assertThat(served.defects()).isEmpty();
  }

  private void show(String state) {
    browser.driver().get("about:blank");
    browser.driver().get(served.server().address() + "#" + state);
    browser.await("#main h2");
  }

  /** Until the view shows all of its state. */
  private void shown(String state) {
    show(state);
    browser.await("[data-done]");
    browser.awaitTrue("!document.querySelector('#card .busy')");
  }

  private String hash() {
    return browser.script("location.hash.slice(1)");
  }

  @Test
  void page_openedWithoutAState_showsThePlaneOfTheFirstImage() {
    browser.driver().get("about:blank");
    browser.driver().get(served.server().address());
    browser.await("label-map[data-stride]");
    assertThat(browser.await("#title").getText()).contains("lenet-fashion", "fashion-mnist-sample");
    assertThat(browser.await("#lead").getText()).hasSizeLessThan(160);
    assertThat(hash()).startsWith("plane/x=0/v=image-1");
    assertThat(browser.await("#card h2").getText()).isEqualTo("x is image 0");
  }

  /** All widths and themes with {@code -Pslow}, the narrow and dark one in any case. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        SMALL,
        "networks/x=3/u=random-2/v=image-7/size=16/width=8",
        "images/order=margin",
        "boundary/x=3",
        "path/x=0/to=2",
        "curvature/x=3",
        "detector/x=3"
      })
  void view_ofAnyKindInAnyWidthAndTheme_isAccessibleAndFits(String state) {
    shown(state);
    for (int width : SLOW ? List.of(1280, 400, 2560) : List.of(400)) {
      browser.size(width, 900);
      for (String theme : SLOW ? List.of("light", "dark") : List.of("dark")) {
        browser.theme(theme);
        Results found = new AxeBuilder().analyze(browser.driver());
        assertThat(found.getViolations())
            .as("%s, %s px, %s", state, width, theme)
            .extracting(Rule::getId, Rule::getNodes)
            .isEmpty();
      }
      assertThat(
              browser.script(
                  "document.documentElement.scrollWidth - document.documentElement.clientWidth"))
          .as("%s, %s px", state, width)
          .isEqualTo("0");
    }
    browser.size(1280, 900);
  }

  @Test
  void theme_changedUnderAChart_drawsItInTheOtherColours() {
    String drawn = "document.querySelector('curve-chart canvas').toDataURL()";
    browser.theme("light");
    shown("path/x=0/to=2");
    String light = browser.script(drawn);
    browser.theme("dark");
    browser.awaitTrue(drawn + " !== '" + light + "'");
    browser.theme("light");
    browser.awaitTrue(drawn + " === '" + light + "'");
  }

  @Test
  void map_draggedAndZoomed_movesTheWindowAndTheAddress() {
    shown(SMALL);
    WebElement map = browser.await("label-map");
    new Actions(browser.driver()).dragAndDropBy(map, 120, 60).perform();
    browser.awaitTrue("location.hash.includes('/s=-')");
    browser.await("label-map[data-done='" + hash() + "']");
    String dragged = hash();
    assertThat(dragged).contains("x=3", "width=8", "/t=");
    browser
        .driver()
        .executeScript(
            "const m = document.querySelector('label-map'), b ="
                + " m.getBoundingClientRect();m.dispatchEvent(new WheelEvent('wheel', {deltaY:"
                + " -200, clientX: b.x + b.width / 2, clientY: b.y + b.height / 2, cancelable:"
                + " true}))");
    browser.awaitTrue(
        "!location.hash.includes('width=8/') && location.hash !== '#" + dragged + "'");
    browser.await("label-map[data-done='" + hash() + "']");
    map.sendKeys("-");
    browser.awaitTrue(
        "document.querySelector('label-map').dataset.done === location.hash.slice(1)");
  }

  @Test
  void map_hoveredAndClicked_showsThePointAndMakesItX() {
    shown(SMALL);
    WebElement map = browser.await("label-map");
    new Actions(browser.driver()).moveToElement(map, 100, -80).perform();
    browser.await(".readout[data-at]");
    assertThat(browser.await(".readout").getText()).contains("label here", "from x");
    assertThat(browser.await("#said").getText()).contains("leads by");
    map.sendKeys(Keys.ENTER);
    browser.awaitTrue("location.hash.includes('x=3~random-2~image-7~')");
    assertThat(browser.await("#card h2").getText()).isEqualTo("x, 1 move from image 3");
    browser.await("label-map[data-done='" + hash() + "']");
    browser.driver().findElement(By.xpath("//button[text()='Move back']")).click();
    browser.awaitTrue("location.hash.includes('plane/x=3/')");
    browser.await("label-map[data-done='" + hash() + "']");
  }

  @Test
  void images_byKeysAlone_areChosen() {
    shown("images");
    WebElement first = browser.await(".grid button");
    first.sendKeys(Keys.ARROW_RIGHT);
    browser.driver().switchTo().activeElement().sendKeys(Keys.ARROW_RIGHT);
    browser.driver().switchTo().activeElement().sendKeys(Keys.ENTER);
    browser.awaitTrue("location.hash === '#images/x=2'");
    assertThat(browser.await("#card h2").getText()).isEqualTo("x is image 2");
    assertThat(browser.await(".grid [aria-pressed=true]").getDomAttribute("data-index"))
        .isEqualTo("2");
  }

  @Test
  void images_thatNobodyIs_saysWhatToDo() {
    shown("images/label=0/predicted=9");
    assertThat(browser.await("main work-status").getText()).contains("choose another label");
  }

  @Test
  void error_ofTheEngine_isSaidInTheView() {
    show("plane/x=3/u=image-3");
    assertThat(browser.await(".status.failed").getText())
        .contains("expected two directions that span a plane");
    show("boundary/x=9999");
    assertThat(browser.await("main .status.failed").getText()).contains("expected an image from 0");
  }

  @Test
  void job_cancelledByItsButton_ends() {
    show("detector/x=5");
    browser.await("main .status.busy button").click();
    assertThat(browser.await("main .status").getText()).isEqualTo("Cancelled.");
    // The distance of x is still looked for, behind it.
    for (int i = 0; i < PATIENCE && served.server().activeJobs() > 0; i++) {
      pause();
    }
    assertThat(served.server().activeJobs()).isZero();
  }

  @Test
  void address_opened_showsTheSameView() {
    shown("boundary/x=7/alpha=0.5");
    String before = browser.await("logit-bars").getText();
    String address = browser.script("location.href");
    browser.driver().get("about:blank");
    browser.driver().get(address);
    browser.await("[data-done]");
    assertThat(browser.await("logit-bars").getText()).isEqualTo(before);
    assertThat(browser.await("input[type=range]").getDomProperty("value")).isEqualTo("0.5");
  }

  @Test
  void image_broughtByItsFile_isX(@org.junit.jupiter.api.io.TempDir Path folder)
      throws IOException {
    Path file = Files.write(folder.resolve("shoe.png"), served.bytes("/api/images/9"));
    shown("images");
    browser.await("#file").sendKeys(file.toString());
    browser.awaitTrue("location.hash.startsWith('#images/x=file-')");
    assertThat(browser.await("#note").getText()).contains("The image is x now");
    browser.awaitTrue("!document.querySelector('#card .busy')");
  }

  @Test
  void tools_command_isThatOfTheView() {
    shown(SMALL);
    browser.driver().findElement(By.xpath("//button[text()='Command']")).click();
    assertThat(browser.await("#note").getText())
        .contains("separatrix figure " + SMALL + " --out plane.svg");
  }

  @Test
  void files_ofThePage_areLessThan300Kilobytes() {
    int bytes = PageFiles.all().values().stream().mapToInt(file -> file.content().length).sum();
    assertThat(bytes).isLessThan(300_000);
  }

  /** The still of the README; a person looks at it. */
  @ParameterizedTest
  @CsvSource({"light, explorer", "dark, explorer-dark"})
  void still_ofTheFirstScreen_isTaken(String theme, String name) throws IOException {
    browser.theme(theme);
    browser.size(1280, 860);
    shown("plane/x=12/v=image-7/s=2/t=2/width=9/size=256");
    new Actions(browser.driver()).moveToElement(browser.await("label-map"), 90, -60).perform();
    browser.await(".readout[data-at]");
    Path still = Path.of("target", "stills", name + ".png");
    Files.createDirectories(still.getParent());
    Files.write(still, browser.driver().getScreenshotAs(OutputType.BYTES));
    assertThat(still).isNotEmptyFile();
    browser.size(1280, 900);
  }

  private static void pause() {
    try {
      Thread.sleep(50);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
