package dev.gatehouse.it.operations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.it.admin.PageVisit;
import dev.gatehouse.testsupport.admin.Admin;
import dev.gatehouse.testsupport.browser.HttpBrowser;
import dev.gatehouse.testsupport.browser.Page;
import dev.gatehouse.testsupport.server.TestServer;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jsoup.nodes.Element;

/** The page for administrators in a browser without scripts, and the numbers in the tables behind its plots. */
final class AdminPageTables {

    private final TestServer server;
    private final HttpBrowser browser;

    /** Signs in a new administrator. */
    AdminPageTables(TestServer server) {
        this.server = server;
        Admin.User administrator = server.admin().newUser("agent");
        server.admin().grantOf("realm-management", administrator, "realm-admin");
        browser = server.newBrowser();
        PageVisit.by(server, browser, administrator);
    }

    /** The sums of the columns, by the title of the table and the name of the column. Also saves the counts of the node that answers. */
    SortedMap<String, SortedMap<String, Long>> sums() {
        Page page = browser.get(server.realmUrl() + "/gatehouse/admin/plots");
        assertThat(page.status()).as(page.text()).isEqualTo(200);
        SortedMap<String, SortedMap<String, Long>> sums = new TreeMap<>();
        for (Element figure : page.element("main").select("figure")) {
            Element table = figure.selectFirst("table");
            if (table != null) {
                sums.put(figure.selectFirst("figcaption").text(), sums(table));
            }
        }
        return sums;
    }

    private static SortedMap<String, Long> sums(Element table) {
        List<String> names = table.select("thead th").eachText();
        SortedMap<String, Long> sums = new TreeMap<>();
        for (int column = 1; column < names.size(); column++) {
            // The cells beside the first, which is the header of the row.
            long sum = table.select("tbody td:nth-child(" + (column + 1) + ")").eachText().stream()
                    .mapToLong(number -> Long.parseLong("0" + number.replaceAll("\\D", "")))
                    .sum();
            sums.put(names.get(column), sum);
        }
        return sums;
    }
}
