package dev.gatehouse.admin.page;

import dev.gatehouse.admin.page.plot.SvgPlot;
import dev.gatehouse.keycloak.json.PlainJson;
import dev.gatehouse.mfa.report.ReportCsv;
import dev.gatehouse.mfa.report.ReportService;
import jakarta.ws.rs.NotFoundException;

/** Files to save: the report as CSV and JSON, and each plot as SVG. */
final class ExportSection implements Section {

    static final String ID = "export";

    private static final String SVG = ".svg";
    private static final int MOST_USERS = 1000;

    @Override
    public String id() {
        return ID;
    }

    @Override
    public boolean isVisibleTo(PageAdmin admin) {
        return admin.canViewEvents();
    }

    @Override
    public boolean isInNavigation() {
        return false;
    }

    @Override
    public PageAnswer show(PageRequest request) {
        String name = request.path().size() == 1 ? request.path().get(0) : "";
        if (name.endsWith(SVG)) {
            return plot(request, name);
        }
        PageAdmin admin = request.admin();
        ReportService report = new ReportService(admin.session(), admin.realm());
        return switch (name) {
            case "logins.csv" ->
                new PageAnswer.File(
                        "text/csv;charset=UTF-8",
                        "gatehouse-report.csv",
                        ReportCsv.of(report.make(id -> OverviewSection.visible(admin, id))));
            case "logins.json" ->
                new PageAnswer.File(
                        "application/json;charset=UTF-8",
                        "gatehouse-report.json",
                        PlainJson.write(report.make(id -> OverviewSection.visible(admin, id))));
            case "users.csv" -> {
                admin.auth().users().requireView();
                yield new PageAnswer.File(
                        "text/csv;charset=UTF-8",
                        "gatehouse-challenged-users.csv",
                        ReportCsv.of(report.challenged(0, MOST_USERS, id -> OverviewSection.visible(admin, id))));
            }
            default -> throw new NotFoundException();
        };
    }

    private static PageAnswer plot(PageRequest request, String name) {
        Period period = Period.of(request);
        return new PeriodPlots(period, request.texts())
                .all(period.targetRates().effect(period.settings().targetRate()).threshold()).stream()
                        .filter(shown -> name.equals(shown.text().id() + SVG))
                        .findFirst()
                        .map(shown -> new PageAnswer.File(
                                "image/svg+xml;charset=UTF-8",
                                "gatehouse-" + name,
                                SvgPlot.standalone(shown.plot(), shown.text())))
                        .orElseThrow(NotFoundException::new);
    }

    @Override
    public PageAnswer submit(PageRequest request) {
        throw new NotFoundException();
    }
}
