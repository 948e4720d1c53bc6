package dev.gatehouse.mfa.decision;

import dev.gatehouse.risk.model.RiskContribution;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Properties;
import java.util.stream.Collectors;

/** Contributions to the score in English, from the messages, for readers of events. */
final class RiskContributionTexts {

    private static final String MESSAGES = "/theme-resources/messages/messages_en.properties";
    private static final Properties TEXTS = read();

    private RiskContributionTexts() {}

    /** The contributions in words, the most suspicious first. */
    static String of(List<RiskContribution> reasons) {
        return reasons.stream()
                .sorted(Comparator.comparingDouble(RiskContribution::nats).reversed())
                .map(contribution -> TEXTS.getProperty(
                        "gatehouseReason_" + contribution.kind().code(),
                        contribution.kind().code()))
                .collect(Collectors.joining("; "));
    }

    private static Properties read() {
        Properties texts = new Properties();
        try (InputStream in = RiskContributionTexts.class.getResourceAsStream(MESSAGES)) {
            texts.load(new InputStreamReader(in, StandardCharsets.UTF_8));
            return texts;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
