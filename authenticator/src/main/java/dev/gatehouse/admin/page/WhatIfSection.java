package dev.gatehouse.admin.page;

import dev.gatehouse.admin.whatif.InvalidWhatIf;
import dev.gatehouse.admin.whatif.WhatIf;
import dev.gatehouse.admin.whatif.WhatIfAnswer;
import dev.gatehouse.admin.whatif.WhatIfQuestion;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.core.Response;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.keycloak.models.ClientModel;
import org.keycloak.protocol.oidc.OIDCLoginProtocol;

/** What would be decided about a login, by the classes that decide about logins. Nothing is written, so the form is sent by GET. */
final class WhatIfSection implements Section {

    static final String ID = "what-if";

    private static final int MOST_APPS = 200;

    @Override
    public String id() {
        return ID;
    }

    /** It shows the history of people, and the settings. */
    @Override
    public boolean isVisibleTo(PageAdmin admin) {
        return admin.canViewRealm() && admin.canSearchUsers();
    }

    @Override
    public PageAnswer show(PageRequest request) {
        Map<String, Object> values = new LinkedHashMap<>();
        Response.Status status = Response.Status.OK;
        Optional<WhatIfAnswer> answer = Optional.empty();
        String problem = "";
        if (request.queried("user").isPresent()) {
            try {
                answer = Optional.of(answer(request));
            } catch (InvalidWhatIf invalid) {
                problem = request.texts()
                        .page("whatIfProblem_" + invalid.problem().code());
                status = Response.Status.BAD_REQUEST;
            }
        }
        answer.ifPresent(found -> values.put("answer", found));
        answer.map(WhatIfAnswer::risk).ifPresent(risk -> {
            values.put("score", request.texts().number(risk.score()));
            values.put("threshold", request.texts().number(risk.threshold()));
            values.put(
                    "terms",
                    risk.terms().stream()
                            .map(term -> Map.of(
                                    "text", term.text(), "nats", request.texts().number(term.nats())))
                            .toList());
        });
        values.put("problem", problem);
        WhatIfQuestion.PARAMETERS.forEach(
                name -> values.put(name, request.queried(name).orElse("")));
        values.put("apps", apps(request.admin()));
        values.put("action", request.urls().at(ID).toString());
        return new PageAnswer.View(status, ID, values);
    }

    /** A user whom the administrator may not see looks like one who does not exist. */
    private static WhatIfAnswer answer(PageRequest request) throws InvalidWhatIf {
        PageAdmin admin = request.admin();
        WhatIfQuestion question = WhatIfQuestion.parse(request.query());
        WhatIf whatIf = new WhatIf(admin.session(), admin.realm());
        whatIf.requireVisible(question, admin.auth().users()::canView);
        return whatIf.decide(question, request.texts().locale());
    }

    private static List<String> apps(PageAdmin admin) {
        return admin.realm()
                .getClientsStream(0, MOST_APPS)
                .filter(client -> admin.auth().clients().canView(client)
                        && client.isEnabled()
                        && !client.isBearerOnly()
                        && OIDCLoginProtocol.LOGIN_PROTOCOL.equals(client.getProtocol()))
                .map(ClientModel::getClientId)
                .sorted()
                .toList();
    }

    @Override
    public PageAnswer submit(PageRequest request) {
        throw new NotFoundException();
    }
}
