package dev.gatehouse.it.admin;

import dev.gatehouse.testsupport.admin.Admin;
import dev.gatehouse.testsupport.browser.Recoveries;
import dev.gatehouse.testsupport.server.TestServer;

/** Those who use the page for administrators, and whom it is about. */
final class PageUsers {

    private final TestServer server;
    private final Admin admin;
    private final Admin master;

    PageUsers(TestServer server) {
        this.server = server;
        admin = server.admin();
        master = new Admin(server.url(), "master");
    }

    /** Somebody of the realm with some roles of its administration. */
    Admin.User administrator(String... roles) {
        Admin.User user = admin.newUser();
        for (String role : roles) {
            give(user, role);
        }
        return user;
    }

    void give(Admin.User user, String role) {
        if (role.startsWith("gatehouse-")) {
            admin.grant(user, role);
        } else {
            admin.grantOf("realm-management", user, role);
        }
    }

    /** Somebody of {@code master} with some roles of the administration of the realm. */
    Admin.User masterAdministrator(String... roles) {
        Admin.User user = master.newUser();
        for (String role : roles) {
            giveInMaster(user, role);
        }
        return user;
    }

    /** Gives a role; in {@code master}, {@code realm-admin} of all realms is {@code admin}. */
    void giveInMaster(Admin.User user, String role) {
        if (role.equals("realm-admin")) {
            master.grant(user, "admin");
        } else {
            master.grantOf(masterClient(), user, role);
        }
    }

    /** The client of {@code master} whose roles are those of the administration of the realm. */
    String masterClient() {
        return server.realm() + "-realm";
    }

    /** Somebody who has just been challenged. Tests that set the server's clock leave logins in the future, which would stand before it. */
    Admin.User challenged() {
        admin.send("DELETE", "/events", null);
        Admin.User user = admin.newUser("agent");
        new Recoveries(server).browser().login("workspace", user);
        return user;
    }
}
