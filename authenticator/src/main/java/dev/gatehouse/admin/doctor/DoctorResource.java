package dev.gatehouse.admin.doctor;

import dev.gatehouse.keycloak.json.PlainJson;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Locale;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.services.resources.admin.fgap.AdminPermissionEvaluator;
import org.keycloak.urls.UrlType;

/** What the doctor finds in a realm, for administrators who may view it. */
@Produces({MediaType.APPLICATION_JSON, MediaType.TEXT_PLAIN})
public final class DoctorResource {

    /** How many holes there are, for a caller who reads the text. */
    static final String HOLES_HEADER = "Gatehouse-Holes";

    private final KeycloakSession session;
    private final RealmModel realm;
    private final AdminPermissionEvaluator auth;
    private final DoctorRounds rounds;

    DoctorResource(KeycloakSession session, RealmModel realm, AdminPermissionEvaluator auth, DoctorRounds rounds) {
        this.session = session;
        this.realm = realm;
        this.auth = auth;
        this.rounds = rounds;
    }

    /** The findings as of now, the worst first, as JSON or, for the command, as text. Requires the role {@code view-realm}. */
    @GET
    @Path("doctor")
    public Response findings() {
        auth.realm().requireViewRealm();
        List<Finding> findings = Doctor.examine(session, realm);
        rounds.found(realm.getName(), findings);
        FindingTexts texts = FindingTexts.of(session, realm, language());
        List<FindingView> views = findings.stream()
                .map(finding -> FindingView.of(finding, texts, console(), realm.getName()))
                .toList();
        Response.ResponseBuilder response = wantsText()
                ? Response.ok(FindingsText.of(realm.getName(), views), MediaType.TEXT_PLAIN_TYPE.withCharset("UTF-8"))
                : Response.ok(PlainJson.write(views), MediaType.APPLICATION_JSON_TYPE.withCharset("UTF-8"));
        long holes = findings.stream()
                .filter(finding -> finding.severity() == Severity.HOLE)
                .count();
        return response.header(HOLES_HEADER, holes)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }

    private boolean wantsText() {
        return session.getContext().getHttpRequest().getHttpHeaders().getAcceptableMediaTypes().stream()
                .filter(type -> type.isCompatible(MediaType.APPLICATION_JSON_TYPE)
                        || type.isCompatible(MediaType.TEXT_PLAIN_TYPE))
                .findFirst()
                .filter(type -> !type.isCompatible(MediaType.APPLICATION_JSON_TYPE))
                .isPresent();
    }

    /** The console of the caller's own realm, where the caller can sign in. */
    private String console() {
        return session.getContext()
                        .getUri(UrlType.ADMIN)
                        .getBaseUriBuilder()
                        .path("admin")
                        .path(auth.adminAuth().getRealm().getName())
                        .path("console")
                        .build()
                        .toString()
                + "/";
    }

    private Locale language() {
        List<Locale> wanted =
                session.getContext().getHttpRequest().getHttpHeaders().getAcceptableLanguages();
        boolean isAny = wanted.isEmpty()
                || wanted.get(0).getLanguage().isBlank()
                || "*".equals(wanted.get(0).getLanguage());
        return isAny ? Locale.ENGLISH : wanted.get(0);
    }
}
