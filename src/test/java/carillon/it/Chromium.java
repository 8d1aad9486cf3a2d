package carillon.it;

import static org.assertj.core.api.Assertions.fail;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.openqa.selenium.By;
import org.openqa.selenium.NoAlertPresentException;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.WindowType;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;

/** The machine's own Chromium, without a window, driven by its own driver. It resolves no name but that of this machine. */
final class Chromium implements AutoCloseable {

    private static final String MISSING = "Tests in a browser need Chromium and its driver (Debian: apt-get install chromium chromium-driver).";
    private static final Duration SCRIPT_WITHIN = Duration.ofSeconds(30);

    private static final int NARROWEST_DESK = 600;

    private final ChromeDriver driver;

    private Chromium(ChromeDriver driver) {
        this.driver = driver;
    }

    /** Starts one; skips the test that asks, with a line that says why, where it is missing; on CI nothing is skipped silently. */
    static Chromium start() {
        Optional<Path> browser = program("chromium");
        Optional<Path> itsDriver = program("chromedriver");
        boolean there = browser.isPresent() && itsDriver.isPresent();
        if (!there && "true".equals(System.getenv("CI"))) {
            fail(MISSING);
        }
        if (!there) {
            System.out.println("Skipped: " + MISSING);
        }
        assumeTrue(there, MISSING);
        return new Chromium(open(browser.orElseThrow(), itsDriver.orElseThrow()));
    }

    private static ChromeDriver open(Path browser, Path itsDriver) {
        ChromeOptions options = new ChromeOptions().setBinary(browser.toFile());
        options.addArguments("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-background-networking", "--no-first-run",
                "--no-proxy-server", "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1");
        ChromeDriverService service = new ChromeDriverService.Builder().usingDriverExecutable(itsDriver.toFile()).withLogOutput(OutputStream.nullOutputStream()).build();
        ChromeDriver driver = new ChromeDriver(service, options);
        driver.manage().timeouts().scriptTimeout(SCRIPT_WITHIN);
        return driver;
    }

    /** Goes to an address, in the present tab. */
    void go(URI address) {
        driver.get(address.toString());
    }

    /** Opens a tab, which is the present one then. @return its handle */
    String newTab() {
        driver.switchTo().newWindow(WindowType.TAB);
        return tab();
    }

    /** The handle of the present tab. */
    String tab() {
        return driver.getWindowHandle();
    }

    Set<String> tabs() {
        return driver.getWindowHandles();
    }

    /** Makes a tab the present one. */
    void switchTo(String handle) {
        driver.switchTo().window(handle);
    }

    /** Closes the present tab. */
    void closeTab() {
        driver.close();
    }

    /** Runs a script in the page and gives what it returns; arguments are {@code arguments[0]} and so on. */
    @SuppressWarnings("unchecked")
    <T> T run(String script, Object... arguments) {
        return (T) driver.executeScript(script, arguments);
    }

    /** Runs a script that may wait: its promise, of which the outcome is given. */
    @SuppressWarnings("unchecked")
    <T> T waitFor(String script, Object... arguments) {
        return (T) driver.executeScript("return (async function () {" + script + "}).apply(null, arguments)", arguments);
    }

    /** Stops all script of the present page, by a dialog, until {@link #goOn()}; the page may be left meanwhile. */
    void standStill() {
        driver.executeScript("setTimeout(() => alert('This page stands still.'))");
        await().atMost(SCRIPT_WITHIN).ignoreExceptionsInstanceOf(NoAlertPresentException.class).until(() -> driver.switchTo().alert() != null);
    }

    /** Lets the script of the present page go on. */
    void goOn() {
        driver.switchTo().alert().accept();
    }

    WebElement find(String selector) {
        return driver.findElement(By.cssSelector(selector));
    }

    /** Makes the present tab a screen of this width, in light or dark. */
    void look(int width, boolean dark) {
        boolean phone = width < NARROWEST_DESK;
        driver.executeCdpCommand("Emulation.setDeviceMetricsOverride", Map.of("width", width, "height", phone ? 844 : 900, "deviceScaleFactor", 1, "mobile", phone));
        driver.executeCdpCommand("Emulation.setEmulatedMedia", Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light"))));
    }

    /** Writes a picture of the page as it is now. */
    void picture(Path file) throws IOException {
        Files.createDirectories(file.getParent());
        Files.write(file, driver.getScreenshotAs(OutputType.BYTES));
    }

    @Override
    public void close() {
        driver.quit();
    }

    private static Optional<Path> program(String name) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator)).map(directory -> Path.of(directory, name)).filter(Files::isExecutable).findFirst();
    }
}
