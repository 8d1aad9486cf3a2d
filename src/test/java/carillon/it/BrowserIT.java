package carillon.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import carillon.Patience;
import carillon.cluster.Cluster;
import carillon.cluster.Node;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The pages and the library in a real browser, against the real cluster. */
@ExtendWith(ClusterExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BrowserIT {

    private static final Duration PATIENCE = Patience.LONGEST;
    private static final String MARKUP = "<img src=x onerror=\"window.hacked=1\"><script>window.hacked=1</script>";
    /** Follows a channel and keeps what it hears in the page. */
    private static final String FOLLOW = """
            const { Carillon } = await import(arguments[0]);
            window.heard = [];
            window.told = [];
            window.carillon = new Carillon(new URL('ws', arguments[0]).href, { shared: arguments[2] });
            const channel = carillon.channel(arguments[1]).on('publication', ({ data }) => heard.push(data));
            for (const type of ['recovered', 'gap', 'error']) channel.on(type, () => told.push(type));
            await channel.joined();
            return carillon.status.node;
            """;

    /** Each visible text whose colour is too near to what is behind it (WCAG 2.1, 1.4.3), with both. */
    private static final String CONTRAST = """
            const context = Object.assign(document.createElement('canvas'), { width: 1, height: 1 }).getContext('2d', { willReadFrequently: true });
            const layers = (element) => {
              const above = element.parentElement ?? element.getRootNode().host;
              return [...(above ? layers(above) : []), getComputedStyle(element).backgroundColor];
            };
            const paint = (colours) => {
              context.fillStyle = getComputedStyle(document.documentElement).colorScheme === 'dark' ? 'black' : 'white';
              for (const colour of [context.fillStyle, ...colours]) { context.fillStyle = colour; context.fillRect(0, 0, 1, 1); }
              return [...context.getImageData(0, 0, 1, 1).data].slice(0, 3);
            };
            const light = (rgb) => rgb.map((c) => c / 255).map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)).reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);
            const faults = [];
            const look = (root) => {
              for (const element of root.querySelectorAll('*')) {
                if (element.shadowRoot) look(element.shadowRoot);
                const text = [...element.childNodes].filter((node) => node.nodeType === 3).map((node) => node.data.trim()).join('');
                if (!text || !element.checkVisibility({ visibilityProperty: true }) || ['SCRIPT', 'STYLE', 'OPTION'].includes(element.tagName)) continue;
                const behind = paint(layers(element));
                const front = paint([...layers(element), getComputedStyle(element).color]);
                const [high, low] = [light(front), light(behind)].sort((a, b) => b - a);
                if ((high + 0.05) / (low + 0.05) < 4.5) faults.push(`${element.tagName}.${element.className}: ${text.slice(0, 30)} ${front} on ${behind}`);
              }
            };
            look(document);
            return faults;
            """;

    /** What axe finds of serious faults: each with the elements that it is about. */
    private static final String AXE = """
            const { violations } = await axe.run(document, { resultTypes: ['violations'] });
            return violations.filter(({ impact }) => ['serious', 'critical'].includes(impact)).map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`);
            """;

    /** Each cell of the nodes' table that reaches beyond the screen. */
    private static final String CUT_OFF = """
            return [...document.querySelectorAll('.nodes td, .nodes tbody th')].filter((cell) => cell.getBoundingClientRect().right > innerWidth || cell.scrollWidth > cell.clientWidth + 1)
                .map((cell) => cell.textContent);
            """;

    private Chromium browser;

    @BeforeAll
    void open() {
        browser = Chromium.start();
    }

    @AfterAll
    void close() {
        if (browser != null) {
            browser.close();
        }
    }

    /** One tab, with nothing in it. */
    @BeforeEach
    void clear() {
        String only = browser.tabs().iterator().next();
        browser.tabs().stream().filter(tab -> !tab.equals(only)).forEach(tab -> {
            browser.switchTo(tab);
            browser.closeTab();
        });
        browser.switchTo(only);
        browser.go(URI.create("about:blank"));
    }

    /** An address of a node under which there is no page of ours, but its origin and its policy. */
    private static URI bare(URI root) {
        return URI.create(root + "/health/live");
    }

    private String follow(URI root, String channel, boolean shared) {
        browser.go(bare(root));
        return browser.waitFor(FOLLOW, root + "/carillon.js", channel, shared);
    }

    private List<Long> heard() {
        return browser.run("return window.heard");
    }

    private void awaitHeard(List<Long> all) {
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(heard()).isEqualTo(all));
    }

    private static List<Long> upTo(long last) {
        return LongStream.rangeClosed(1, last).boxed().toList();
    }

    private static int connections(Cluster cluster) {
        return cluster.nodes().stream().mapToInt(node -> NodeHealth.connections(node.uri())).sum();
    }

    @Test
    void aPageOnOneNodeShowsWhatAnotherNodeAndAJmsProgramPublish(Cluster cluster) throws Exception {
        browser.go(URI.create(cluster.node(1).uri() + "/#browser.page"));
        await().atMost(PATIENCE).until(() -> browser.find("[data-part=state]").getText().equalsIgnoreCase("connected"));
        await().atMost(PATIENCE).until(() -> !browser.<List<Object>>run("return [...document.querySelectorAll('.channel.is-joined')]").isEmpty());
        try (V1Client other = V1Client.connected(cluster.node(2).uri()); JmsDoor jms = JmsDoors.open(cluster)) {
            other.publish("browser.page", "\"from node 2\"").join();
            jms.text("browser.page", "from JMS");
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(browser.find("[data-part=list]").getText()).contains("from node 2", "from JMS"));
        }
    }

    @Test
    void theConsoleShowsTheNodesAndWhatBecameOfAConnectionThatWasKilled(Cluster cluster) {
        browser.go(URI.create(cluster.node(1).uri() + "/#browser.console"));
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(browser.<List<String>>run(
                "return [...document.querySelectorAll('.node-state')].map((cell) => cell.textContent).filter((state) => state === 'up')")).hasSize(ClusterExtension.NODES));
        assertThat(browser.find("[data-part=nodes]").getText()).contains("node-1");
        await().atMost(PATIENCE).until(() -> !"–".equals(browser.find("[data-part=link-cursor]").getText()));
        browser.find("[data-part=kill]").click();
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(browser.find("[data-part=link-log]").getText())
                .contains("lost (4000", "back on node-1 (ws)", "browser.console: nothing is missing"));
        assertThat(browser.find("[data-part=link-reconnects]").getText()).isEqualTo("1");
    }

    @ParameterizedTest
    @CsvSource({"/#portal.news, 390, false", "/#portal.news, 390, true", "/#portal.news, 1280, false", "/#portal.news, 1280, true",
            "/examples/portal.html, 390, true", "/examples/portal.html, 1280, false"})
    void aPageCanBeReadOnPhoneAndDesktopInLightAndDark(String page, int width, boolean dark, Cluster cluster) throws Exception {
        browser.look(width, dark);
        browser.go(URI.create("about:blank"));
        browser.go(URI.create(cluster.node(1).uri() + page));
        await().atMost(PATIENCE).until(() -> browser.<String>run("return document.querySelector('[data-part=state], [data-part=connection]').textContent").startsWith("connected"));
        try (V1Client publisher = V1Client.connected(cluster.node(2).uri())) {
            publisher.publish("portal.news", "{\"headline\":\"The canteen opens at noon\",\"text\":\"Ring one bell and it rings in every tower.\"}").join();
            await().atMost(PATIENCE).until(() -> browser.<Boolean>run("return document.querySelector('.entry, carillon-feed')?.matches('.entry')"
                    + " || document.querySelector('carillon-feed')?.shadowRoot.querySelector('li') !== null"));
            assertThat(browser.<List<String>>run(CONTRAST)).as("text whose contrast is below 4.5").isEmpty();
            assertThat(browser.<Boolean>run("return document.documentElement.scrollWidth <= document.documentElement.clientWidth")).as("nothing sticks out").isTrue();
            browser.run(axe());
            assertThat(browser.<List<String>>waitFor(AXE)).as("serious faults").isEmpty();
            if (width < 600) {
                assertThat(browser.<List<String>>run(CUT_OFF)).as("what a phone can't show").isEmpty();
            }
            browser.picture(Path.of(System.getProperty("carillon.build.dir", "target"), "screenshots", page.replaceAll("\\W+", "-") + width + (dark ? "-dark.png" : ".png")));
        }
    }

    @Test
    void markupStaysText(Cluster cluster) {
        browser.go(URI.create(cluster.node(1).uri() + "/#portal.alerts,portal.news"));
        String console = browser.tab();
        String portal = browser.newTab();
        browser.go(URI.create(cluster.node(1).uri() + "/examples/portal.html"));
        await().atMost(PATIENCE).until(() -> "connected".equals(browser.find("carillon-feed").getDomAttribute("state")));
        try (V1Client other = V1Client.connected(cluster.node(2).uri())) {
            String text = MARKUP.replace("\"", "\\\"");
            other.publish("portal.alerts", "\"" + text + "\"").join();
            other.publish("portal.news", "{\"headline\":\"" + text + "\",\"" + text + "\":1}").join();
            for (String tab : List.of(console, portal)) {
                browser.switchTo(tab);
                String shown = tab.equals(console) ? "return document.querySelector('[data-part=list]').textContent"
                        : "return [...document.querySelectorAll('carillon-feed')].map((feed) => feed.shadowRoot.textContent).join()";
                await().atMost(PATIENCE).untilAsserted(() -> assertThat(browser.<String>run(shown)).contains(MARKUP));
                assertThat(browser.<Object>run("return window.hacked")).isNull();
            }
        }
    }

    @Test
    void aChannelNameThatIsMarkupIsRefusedAsText(Cluster cluster) {
        browser.go(URI.create(cluster.node(1).uri() + "/#browser.names"));
        browser.find("[data-part=join-channel]").sendKeys(MARKUP + "\n");
        assertThat(browser.find("[data-part=join-problem]").getText()).contains("A name has");
        assertThat(browser.<String>waitFor("const { Carillon } = await import(arguments[0]); try { new Carillon('ws').channel('<b>'); } catch (error) { return error.code; }",
                cluster.node(1).uri() + "/carillon.js")).isEqualTo("bad_request");
        assertThat(browser.<Object>run("return window.hacked")).isNull();
    }

    @Test
    void aPageGoesOnWithoutLossWhenItsNodeIsKilledBehindALoadBalancer(Cluster cluster) throws Exception {
        assumeTrue(LoadBalancer.HAPROXY.path().isPresent(), LoadBalancer.HAPROXY.howToInstall());
        AtomicBoolean stop = new AtomicBoolean();
        try (Balancer balancer = Balancer.start(LoadBalancer.HAPROXY, cluster)) {
            String name = follow(balancer.http(), "browser.kill", false);
            Node its = cluster.nodes().stream().filter(node -> node.name().equals(name)).findFirst().orElseThrow();
            Node other = cluster.nodes().stream().filter(node -> node != its).findFirst().orElseThrow();
            try (V1Client publisher = V1Client.connected(other.uri())) {
                CompletableFuture<Long> published = numbers(publisher, "browser.kill", stop);
                await().atMost(PATIENCE).until(() -> heard().size() > 50);
                its.kill();
                await().atMost(PATIENCE).until(() -> browser.<List<String>>run("return told").contains("recovered"));
                stop.set(true);
                awaitHeard(upTo(published.join()));
                assertThat(browser.<List<String>>run("return told")).doesNotContain("gap");
            } finally {
                stop.set(true);
                its.start().awaitReady();
            }
        }
    }

    /** Publishes numbers, one after the other, until it is told to stop; gives the last. */
    private static CompletableFuture<Long> numbers(V1Client publisher, String channel, AtomicBoolean stop) {
        return CompletableFuture.supplyAsync(() -> {
            long n = 0;
            while (!stop.get()) {
                assertThat(publisher.publish(channel, Long.toString(++n)).join().getString("type")).isEqualTo("published");
            }
            return n;
        });
    }

    @Test
    void twoTabsShareASocketAndOneGoesOnWhenTheOtherIsClosed(Cluster cluster) {
        URI root = cluster.node(1).uri();
        int before = connections(cluster);
        follow(root, "browser.tabs", true);
        String leader = browser.tab();
        String follower = browser.newTab();
        follow(root, "browser.tabs", true);
        assertThat(connections(cluster)).isEqualTo(before + 1);
        try (V1Client publisher = V1Client.connected(cluster.node(2).uri())) {
            publisher.publish("browser.tabs", "1").join();
            awaitHeard(upTo(1));
            browser.switchTo(leader);
            awaitHeard(upTo(1));
            assertThat(browser.<Boolean>run("return carillon.leads")).isTrue();
            browser.closeTab();
            publisher.publish("browser.tabs", "2").join();
            browser.switchTo(follower);
            await().atMost(PATIENCE).until(() -> browser.<Boolean>run("return carillon.leads"));
            publisher.publish("browser.tabs", "3").join();
            awaitHeard(upTo(3));
            assertThat(browser.<List<String>>run("return told")).doesNotContain("gap");
        }
    }

    /** An open dialog stops all script of its page, as a frozen tab's is stopped: nobody else is told, and the lock stays where it is. */
    @Test
    void aTabGoesOnWhenTheOneThatLeadsStandsStill(Cluster cluster) {
        URI root = cluster.node(1).uri();
        follow(root, "browser.still", true);
        String leader = browser.tab();
        String follower = browser.newTab();
        follow(root, "browser.still", true);
        try (V1Client publisher = V1Client.connected(cluster.node(2).uri())) {
            publisher.publish("browser.still", "1").join();
            awaitHeard(upTo(1));
            browser.switchTo(leader);
            awaitHeard(upTo(1));
            browser.standStill();
            publisher.publish("browser.still", "2").join();
            browser.switchTo(follower);
            await().atMost(PATIENCE).until(() -> browser.<Boolean>run("return carillon.leads"));
            publisher.publish("browser.still", "3").join();
            awaitHeard(upTo(3));
            browser.switchTo(leader);
            browser.goOn();
            publisher.publish("browser.still", "4").join();
            awaitHeard(upTo(4));
            assertThat(browser.<Boolean>run("return carillon.leads")).isFalse();
            assertThat(browser.<List<String>>run("return told")).doesNotContain("gap");
            browser.switchTo(follower);
            awaitHeard(upTo(4));
            assertThat(browser.<List<String>>run("return told")).doesNotContain("gap");
        }
    }

    @Test
    void feedsOnAPageShareAConnectionAndShowWhatTheirTemplatesSay(Cluster cluster) {
        URI root = cluster.node(1).uri();
        browser.go(bare(root));
        int before = connections(cluster);
        browser.<Object>waitFor("""
                await import(arguments[0]);
                document.body.innerHTML = `<carillon-feed channel="browser.a" max="2"><p slot="empty">nothing</p></carillon-feed>
                  <carillon-feed channel="browser.b"><template><b data-text="data.name"></b><i data-text="data.constructor"></i></template></carillon-feed>`;
                """, root + "/carillon-feed.js");
        await().atMost(PATIENCE).until(() -> browser.<Boolean>run("return [...document.querySelectorAll('carillon-feed')].every((feed) => feed.carillon.channel(feed.getAttribute('channel')).state === 'joined')"));
        assertThat(connections(cluster)).isEqualTo(before + 1);
        assertThat(browser.<Boolean>run("return document.querySelector('[slot=empty]').checkVisibility()")).isTrue();
        try (V1Client publisher = V1Client.connected(cluster.node(2).uri())) {
            List.of("\"one\"", "\"two\"", "{\"three\":3}").forEach(data -> publisher.publish("browser.a", data).join());
            publisher.publish("browser.b", "{\"name\":\"Ann\"}").join();
            String items = "return [...document.querySelectorAll('carillon-feed')].map((feed) => [...feed.shadowRoot.querySelectorAll('li')].map((item) => item.textContent).join())";
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(browser.<List<String>>run(items)).containsExactly("two,{\"three\":3}", "Ann"));
            assertThat(browser.<Boolean>run("return document.querySelector('[slot=empty]').checkVisibility()")).isFalse();
            assertThat(browser.<String>run("return document.querySelector('carillon-feed').shadowRoot.querySelector('[role=log]').getAttribute('aria-live')")).isEqualTo("polite");
            int channels = NodeHealth.channels(root);
            browser.run("document.querySelector('carillon-feed').remove()");
            await().atMost(PATIENCE).until(() -> NodeHealth.channels(root) < channels);
        }
    }

    private static String axe() throws IOException {
        try (InputStream script = BrowserIT.class.getResourceAsStream("/axe.min.js")) {
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void anElementShowsThePastAndLosesNothingWhileItIsMovedInThePage(Cluster cluster) throws Exception {
        URI root = cluster.node(1).uri();
        try (V1Client publisher = V1Client.connected(cluster.node(2).uri())) {
            List.of("\"a\"", "\"b\"", "\"c\"").forEach(data -> publisher.publish("browser.moved", data).join());
            browser.go(bare(root));
            browser.<Object>waitFor("""
                    await import(arguments[0]);
                    document.body.innerHTML = '<div></div><div></div>';
                    window.feed = Object.assign(document.createElement('carillon-feed'));
                    feed.setAttribute('channel', 'browser.moved');
                    feed.setAttribute('history', '2');
                    feed.setAttribute('max', '100000');
                    document.body.firstElementChild.append(feed);
                    window.items = () => [...feed.shadowRoot.querySelectorAll('li')].map((item) => item.textContent);
                    """, root + "/carillon-feed.js");
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(browser.<List<String>>run("return items()")).containsExactly("b", "c"));
            long last = 0;
            for (int moves = 1; moves <= 20; moves++) {
                for (int n = 1; n <= 10; n++) {
                    publisher.publish("browser.moved", Long.toString(++last));
                }
                browser.run("document.body.append(document.body.firstElementChild); document.body.firstElementChild.append(feed)");
                long shown = last + 2;
                await().atMost(PATIENCE).until(() -> browser.<Long>run("return items().length") >= shown);
            }
            List<String> all = Stream.concat(Stream.of("b", "c"), upTo(last).stream().map(String::valueOf)).toList();
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(browser.<List<String>>run("return items()")).isEqualTo(all));
            assertThat(browser.<String>run("return feed.shadowRoot.querySelector('[part=status]').textContent")).isEmpty();
        }
    }

    @Test
    void aPageOfAnotherOriginWithAStrictPolicyCanEmbedAFeed(Cluster cluster) throws Exception {
        URI root = cluster.node(1).uri();
        String host = "http://" + root.getAuthority();
        String html = "<!doctype html><title>Embedding</title><script type=module src='" + root + "/carillon-feed.js'></script><script src='" + root
                + "/carillon.global.js'></script><carillon-feed channel=browser.embedded></carillon-feed>";
        String policy = "default-src 'none'; script-src " + host + "; connect-src " + host + " ws://" + root.getAuthority();
        try (OtherOrigin other = OtherOrigin.serving(html, policy); V1Client publisher = V1Client.connected(cluster.node(2).uri())) {
            browser.go(other.page());
            await().atMost(PATIENCE).until(() -> "connected".equals(browser.find("carillon-feed").getDomAttribute("state")));
            publisher.publish("browser.embedded", "\"hello\"").join();
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(browser.<String>run(
                    "return document.querySelector('carillon-feed').shadowRoot.querySelector('ol').textContent")).isEqualTo("hello"));
            assertThat(browser.<String>run("return typeof Carillon")).isEqualTo("function");
            assertThat(browser.<String>run("return getComputedStyle(document.querySelector('carillon-feed').shadowRoot.querySelector('ol')).listStyleType"))
                    .as("its style is applied").isEqualTo("none");
        }
    }

    @Test
    void whereAProxyBlocksWebSocketsThePageIsServedBySentEvents(Cluster cluster) throws Exception {
        URI root = cluster.node(1).uri();
        String missing = "This node has no server-sent events.";
        assumeTrue(Http.get(URI.create(root + "/events")).statusCode() != 404, missing);
        try (UpgradeStripper proxy = UpgradeStripper.before(root); V1Client publisher = V1Client.connected(cluster.node(2).uri())) {
            follow(proxy.uri(), "browser.blocked", false);
            assertThat(browser.<String>run("return carillon.status.transport")).isEqualTo("sse");
            publisher.publish("browser.blocked", "1").join();
            awaitHeard(upTo(1));
            assertThat(browser.<String>waitFor("return (await carillon.publish('browser.blocked', 2)).level")).isEqualTo("accepted");
            awaitHeard(upTo(2));
        }
    }
}
