package dev.gatehouse.admin.page;

import java.util.LinkedHashMap;
import java.util.Map;

/** What matters most, on one page. */
final class OverviewSection implements Section {

    @Override
    public String id() {
        return "";
    }

    @Override
    public boolean isVisibleTo(PageAdmin admin) {
        return admin.canViewRealm() || admin.canViewEvents();
    }

    @Override
    public PageAnswer show(PageRequest request) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("x", "");
        return new PageAnswer.View("overview", values);
    }

    @Override
    public PageAnswer submit(PageRequest request) {
        return show(request);
    }
}
