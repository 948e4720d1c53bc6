package dev.gatehouse.bench.lab.score;

import dev.gatehouse.bench.lab.log.Client;
import dev.gatehouse.bench.lab.log.DeviceToken;
import dev.gatehouse.bench.lab.log.LoginRow;
import dev.gatehouse.risk.model.Assessment;
import dev.gatehouse.risk.model.DeviceRecognition;
import dev.gatehouse.risk.model.Failures;
import dev.gatehouse.risk.model.LikelihoodRatioModel;
import dev.gatehouse.risk.model.LoginAttempt;
import dev.gatehouse.risk.model.Network;
import dev.gatehouse.risk.model.PopulationCounts;
import dev.gatehouse.risk.model.Profile;
import dev.gatehouse.risk.model.RiskModel;
import dev.gatehouse.risk.model.UserAgent;
import dev.gatehouse.risk.signals.IpAddress;
import java.util.Locale;
import java.util.Optional;

/** Gatehouse's model with the data of a log: without network lists and cities. */
public final class GatehouseScorer implements Scorer<Profile> {

    private final RiskModel model = new LikelihoodRatioModel();
    private final PopulationCounts population = new PopulationCounts();
    private final RecentFailures ofUser = new RecentFailures(LoginRow::user);
    private final RecentFailures ofNetwork =
            new RecentFailures(row -> prefix(row.origin().address()));
    private final boolean withTokens;

    /**
     * Creates a scorer without history.
     *
     * @param withTokens whether it uses the tokens of known devices
     */
    public GatehouseScorer(boolean withTokens) {
        this.withTokens = withTokens;
    }

    @Override
    public String name() {
        return withTokens ? "Gatehouse with device token" : "Gatehouse";
    }

    @Override
    public Profile emptyHistory() {
        return Profile.EMPTY;
    }

    @Override
    public Score score(LoginRow row, Profile history) {
        Assessment assessment = assess(row, history);
        return new Score(assessment.score(), assessment.contributions());
    }

    /** The assessment of the model. */
    public Assessment assess(LoginRow row, Profile history) {
        return model.assess(attempt(row, new Failures(ofUser.before(row), ofNetwork.before(row))), history, population);
    }

    @Override
    public Profile learn(LoginRow row, Profile history) {
        LoginAttempt attempt = attempt(row, Failures.NONE);
        population.add(attempt, history.activity().isEmpty());
        return history.learn(attempt);
    }

    @Override
    public void failed(LoginRow row) {
        ofUser.add(row);
        ofNetwork.add(row);
    }

    private LoginAttempt attempt(LoginRow row, Failures failures) {
        String address = row.origin().address();
        Network network = new Network(
                address,
                prefix(address),
                asn(row.origin().asn()),
                country(row.origin().country()),
                Network.Listing.NONE,
                Optional.empty());
        return new LoginAttempt(row.time(), network, userAgent(row.client()), device(row), failures);
    }

    private DeviceRecognition device(LoginRow row) {
        if (!withTokens) {
            return DeviceRecognition.UNKNOWN;
        }
        return switch (row.token().orElse(DeviceToken.ABSENT)) {
            case PRESENT -> DeviceRecognition.KNOWN;
            case ABSENT -> DeviceRecognition.UNKNOWN;
            case REPLAYED -> DeviceRecognition.REPLAYED;
        };
    }

    private static String prefix(String address) {
        return IpAddress.parse(address).map(IpAddress::prefix).orElse(address);
    }

    private static String asn(String number) {
        return number.isBlank() ? Network.UNKNOWN_ASN : "AS" + number;
    }

    private static String country(String code) {
        return code.matches("[A-Z]{2}") ? code : Network.UNKNOWN_COUNTRY;
    }

    private static UserAgent userAgent(Client client) {
        if (client.browser().isEmpty() && client.system().isEmpty()) {
            return UserAgent.UNKNOWN;
        }
        UserAgent.DeviceType type =
                switch (client.deviceType().toLowerCase(Locale.ROOT)) {
                    case "desktop" -> UserAgent.DeviceType.DESKTOP;
                    case "mobile" -> UserAgent.DeviceType.MOBILE;
                    case "tablet" -> UserAgent.DeviceType.TABLET;
                    case "bot" -> UserAgent.DeviceType.BOT;
                    default -> UserAgent.DeviceType.OTHER;
                };
        return new UserAgent(client.browserFamily(), client.majorVersion(), client.systemFamily(), type);
    }
}
