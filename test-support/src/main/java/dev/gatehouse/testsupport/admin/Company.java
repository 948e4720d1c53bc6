package dev.gatehouse.testsupport.admin;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehouse.testsupport.server.TestServer;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A company: an organization of the realm whose users sign in at its own identity provider. */
public enum Company {

    /** Signs its users in by SAML. */
    GLOBEX("globex", "globex.test", "sso"),

    /** Signs its users in by OpenID Connect. */
    INITECH("initech", "initech.test", "corp");

    private final String organization;
    private final String domain;
    private final String provider;

    Company(String organization, String domain, String provider) {
        this.organization = organization;
        this.domain = domain;
        this.provider = provider;
    }

    /** The alias of the identity provider. */
    public String provider() {
        return provider;
    }

    /**
     * Creates a user at the company only, with the usual password: the first login creates the account in the realm. The id is the
     * company's.
     */
    public Admin.User newStranger(TestServer server) {
        String email = "u" + UUID.randomUUID().toString().substring(0, 8) + "@" + domain;
        return server.partner().newUserNamed(email, email);
    }

    /** Creates an account that is linked to the company's provider, without a password, and with realm roles. */
    public Admin.User newMember(TestServer server, String... roles) {
        Admin.User stranger = newStranger(server);
        Admin admin = server.admin();
        admin.send(
                "POST",
                "/users",
                Map.of(
                        "username",
                        stranger.email(),
                        "email",
                        stranger.email(),
                        "emailVerified",
                        true,
                        "enabled",
                        true,
                        "firstName",
                        "Test",
                        "lastName",
                        "Person",
                        "federatedIdentities",
                        List.of(Map.of(
                                "identityProvider",
                                provider,
                                "userId",
                                subject(stranger),
                                "userName",
                                stranger.email()))));
        Admin.User member = account(server, stranger);
        admin.grant(member, roles);
        addMember(server, member);
        return member;
    }

    /** Makes an account a member of the organization that is not managed by the company. */
    public void addMember(TestServer server, Admin.User user) {
        Admin admin = server.admin();
        admin.send("POST", "/organizations/" + organizationId(admin) + "/members", user.id());
    }

    /** The account in the realm of a user of the company. */
    public Admin.User account(TestServer server, Admin.User stranger) {
        return server.admin().userNamed(stranger.email());
    }

    /** The names of the organization's members. */
    public List<String> members(TestServer server) {
        Admin admin = server.admin();
        return admin.get("/organizations/" + organizationId(admin) + "/members?max=500")
                .findValuesAsText("username");
    }

    /** The provider's id of a user, as the realm stores it. */
    private String subject(Admin.User stranger) {
        return this == GLOBEX ? stranger.email() : stranger.id();
    }

    private String organizationId(Admin admin) {
        for (JsonNode candidate : admin.get("/organizations")) {
            if (candidate.get("alias").asText().equals(organization)) {
                return candidate.get("id").asText();
            }
        }
        throw new AssertionError("there is no organization " + organization);
    }
}
