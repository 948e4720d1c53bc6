package dev.gatehouse.admin.page;

import dev.gatehouse.admin.page.plot.PlotTable;
import dev.gatehouse.admin.page.plot.SvgPlot;
import dev.gatehouse.notification.email.EmailQueueProvider;
import jakarta.ws.rs.NotFoundException;
import java.util.LinkedHashMap;
import java.util.Map;

/** What was counted in the last 30 or 90 days, as plots with their tables. */
final class PlotsSection implements Section {

    static final String ID = "plots";

    @Override
    public String id() {
        return ID;
    }

    @Override
    public boolean isVisibleTo(PageAdmin admin) {
        return admin.canViewEvents();
    }

    @Override
    public boolean isCompressible() {
        return true;
    }

    @Override
    public PageAnswer show(PageRequest request) {
        Period period = Period.of(request);
        PeriodPlots plots = new PeriodPlots(period, request.texts());
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("length", period.length());
        values.put("waiting", request.texts().number((double)
                EmailQueueProvider.of(request.admin().session())
                        .queue()
                        .waiting(request.admin().realm().getId())));
        values.put(
                "lengths",
                Period.LENGTHS.stream()
                        .map(length -> Map.of(
                                "days",
                                length,
                                "url",
                                request.urls()
                                        .at(ID, Map.of("days", Integer.toString(length)))
                                        .toString()))
                        .toList());
        values.put(
                "plots",
                plots
                        .all(period.targetRates()
                                .effect(period.settings().targetRate())
                                .threshold())
                        .stream()
                        .map(shown -> view(request, period, shown))
                        .toList());
        return new PageAnswer.View(ID, values);
    }

    /** A plot as the templates show it. */
    static Map<String, Object> view(PageRequest request, Period period, PeriodPlots.Shown shown) {
        return Map.of(
                "title",
                shown.text().title(),
                "svg",
                SvgPlot.of(shown.plot(), shown.text()),
                "table",
                PlotTable.of(shown.plot(), shown.text()),
                "file",
                request.urls()
                        .at(
                                ExportSection.ID + "/" + shown.text().id() + ".svg",
                                Map.of("days", Integer.toString(period.length())))
                        .toString());
    }

    @Override
    public PageAnswer submit(PageRequest request) {
        throw new NotFoundException();
    }
}
