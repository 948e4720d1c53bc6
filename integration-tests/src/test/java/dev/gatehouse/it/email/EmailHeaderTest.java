package dev.gatehouse.it.email;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.gatehouse.demo.inbox.Mail;
import dev.gatehouse.testsupport.admin.Admin;
import dev.gatehouse.testsupport.mail.Codes;
import dev.gatehouse.testsupport.server.TestServer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Verifies the headers of emails, whichever component wrote them and whatever names they contain. */
class EmailHeaderTest {

    private final TestServer server = TestServer.shared();
    private final Admin admin = server.admin();

    @Test
    void everyEmailSaysThatAProgramWroteIt() {
        Admin.User user = admin.newUser("agent");
        server.newBrowser().login("workspace", user);
        Mail ours = server.inbox().messages(user.email()).get(0);
        admin.send("PUT", "/users/" + user.id() + "/execute-actions-email", List.of("UPDATE_PROFILE"));
        Mail keycloaks = server.inbox().messages(user.email()).get(0);
        for (Mail mail : List.of(ours, keycloaks)) {
            assertThat(mail.header("Auto-Submitted")).as(mail.subject()).isEqualTo("auto-generated");
            assertThat(mail.header("X-Auto-Response-Suppress")).isEqualTo("All");
            assertThat(mail.header("List-Unsubscribe")).isNull();
            assertThat(mail.header("Message-ID")).matches("<[^@>]+@acme\\.test>");
            assertThat(mail.header("From")).contains("@acme.test");
            assertThat(mail.header("Content-Type")).startsWith("multipart/alternative");
        }
    }

    @Test
    void namesCannotAddHeadersNorLines() {
        Admin.User user = admin.newUser("agent");
        String hostile = "Acme\r\nBcc: thief@evil.test\r\n\r\n<script>alert(1)</script> {0} ' \u202Egnp \u2028 "
                + "long ".repeat(30);
        Map<String, Object> smtp = smtp();
        smtp.put("fromDisplayName", "Phone\r\nBcc: thief@evil.test\r\nX-Added: 1");
        smtp.put("replyTo", "help@acme.test");
        smtp.put("replyToDisplayName", "Help\nX-Added: 2");
        try (Admin.Restore named = admin.realm(Map.of("displayName", hostile, "smtpServer", smtp))) {
            server.newBrowser().login("workspace", user);
        }
        Mail mail = server.inbox().messages(user.email()).get(0);
        String code = Codes.in(mail.text());
        assertThat(mail.subject())
                .startsWith(code + " is your Acme Bcc: thief@evil.test <script>alert(1)</script> {0} ' gnp")
                .doesNotContain("\n")
                .doesNotContain("\r");
        assertThat(mail.headers()).doesNotContainKeys("Bcc", "X-Added");
        assertThat(mail.header("From")).contains("Phone Bcc: thief@evil.test X-Added: 1");
        assertThat(mail.header("Reply-To")).contains("Help X-Added: 2");
        assertThat(server.inbox().messages("thief@evil.test")).isEmpty();
        assertThat(mail.html())
                .doesNotContain("<script>")
                .contains("<bdi>Acme Bcc:")
                .contains("&lt;script&gt;alert(1)&lt;/script&gt; {0} &#39;");
        assertThat(mail.text()).startsWith("Your Acme Bcc: thief@evil.test <script>alert(1)</script> {0} '");
    }

    @Test
    void aMailServerThatIsSetUpWronglyIsReportedAsByKeycloakItself() {
        Admin.User user = admin.newUser("agent");
        Map<String, Object> smtp = smtp();
        smtp.put("port", "1");
        try (Admin.Restore wrong = admin.realm(Map.of("smtpServer", smtp))) {
            assertThat(server.newBrowser().login("workspace", user).text())
                    .contains("We could not send the security code");
        }
        assertThat(admin.events(user))
                .anySatisfy(event -> assertThat(event.path("error").asText()).isEqualTo("email_send_failed"));
    }

    @Test
    void theUserAndPasswordOfAMailServerAreUsed() throws Exception {
        GreenMail greenMail = greenMail("smtp");
        try {
            greenMail.setUser("sender@acme.test", "sender", "s3cret");
            Map<String, Object> smtp = smtp();
            smtp.putAll(Map.of(
                    "port",
                    Integer.toString(greenMail.getSmtp().getPort()),
                    "auth",
                    "true",
                    "user",
                    "sender",
                    "password",
                    "s3cret",
                    "envelopeFrom",
                    "bounces@acme.test"));
            assertThat(isSent(smtp)).isTrue();
            assertThat(greenMail.getReceivedMessages()[0].getHeader("Auto-Submitted", null))
                    .isEqualTo("auto-generated");
            assertThat(greenMail.getReceivedMessages()[0].getHeader("Return-Path", null))
                    .contains("bounces@acme.test");
            smtp.put("password", "wrong");
            assertThat(isSent(smtp)).isFalse();
        } finally {
            greenMail.stop();
        }
    }

    @Test
    void aMailServerWithAnUntrustedCertificateGetsNoEmail() {
        GreenMail greenMail = greenMail("smtps");
        try {
            Map<String, Object> smtp = smtp();
            smtp.putAll(Map.of("port", Integer.toString(greenMail.getSmtps().getPort()), "ssl", "true"));
            assertThat(isSent(smtp)).isFalse();
            assertThat(greenMail.getReceivedMessages()).isEmpty();
        } finally {
            greenMail.stop();
        }
    }

    private static GreenMail greenMail(String protocol) {
        ServerSetup setup = new ServerSetup(0, "127.0.0.1", protocol);
        setup.setServerStartupTimeout(60_000);
        GreenMail started = new GreenMail(setup);
        started.start();
        return started;
    }

    private boolean isSent(Map<String, Object> smtp) {
        try (Admin.Restore elsewhere = admin.realm(Map.of("smtpServer", smtp))) {
            return !server.newBrowser()
                    .login("workspace", admin.newUser("agent"))
                    .text()
                    .contains("We could not send");
        }
    }

    private Map<String, Object> smtp() {
        Map<String, Object> smtp = new HashMap<>();
        admin.get("")
                .get("smtpServer")
                .properties()
                .forEach(field -> smtp.put(field.getKey(), field.getValue().asText()));
        return smtp;
    }
}
