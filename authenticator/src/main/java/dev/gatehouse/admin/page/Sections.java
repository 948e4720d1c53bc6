package dev.gatehouse.admin.page;

import java.util.List;
import java.util.Optional;

/** The sections of the page, in the order of its navigation. */
final class Sections {

    private static final List<Section> ALL = List.of(
            new OverviewSection(),
            new PlotsSection(),
            new FindingsSection(),
            new EnforcementSection(),
            new LoginsSection(),
            new WhatIfSection(),
            new UsersSection(),
            new ExportSection());

    private Sections() {}

    /** Those that an administrator may see anything of. */
    static List<Section> visibleTo(PageAdmin admin) {
        return ALL.stream().filter(section -> section.isVisibleTo(admin)).toList();
    }

    /** The section of a path; empty if there is none, or the administrator may not see it. */
    static Optional<Section> of(PageAdmin admin, String id) {
        return visibleTo(admin).stream()
                .filter(section -> section.id().equals(id))
                .findFirst();
    }
}
