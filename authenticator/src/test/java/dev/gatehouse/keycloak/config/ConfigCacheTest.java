package dev.gatehouse.keycloak.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** A configuration is parsed once, and every change takes effect immediately. */
class ConfigCacheTest {

    private final AtomicInteger readings = new AtomicInteger();
    private final ConfigCache<String> settings = new ConfigCache<>(config -> {
        readings.incrementAndGet();
        return "hours are " + config.get("hours");
    });

    @Test
    void anUnchangedConfigurationIsNotParsedAgain() {
        assertThat(settings.of(Map.of("hours", "12"))).isEqualTo("hours are 12");
        assertThat(settings.of(new HashMap<>(Map.of("hours", "12")))).isEqualTo("hours are 12");
        assertThat(readings).hasValue(1);
    }

    @Test
    void aChangeTakesEffectImmediatelyAlsoInTheSameMap() {
        Map<String, String> config = new HashMap<>(Map.of("hours", "12"));
        settings.of(config);
        config.put("hours", "24");
        assertThat(settings.of(config)).isEqualTo("hours are 24");
        config.put("hours", null);
        assertThat(settings.of(config)).isEqualTo("hours are null");
        config.remove("hours");
        config.put("policy", "always");
        assertThat(settings.of(config)).isEqualTo("hours are null");
        assertThat(readings).hasValue(4);
        assertThat(settings.of(Map.of("hours", "12"))).isEqualTo("hours are 12");
    }

    @Test
    void configurationsBeyondTheLimitAreParsedAgain() {
        for (int round = 0; round < 2; round++) {
            for (int hours = 0; hours < 1000; hours++) {
                assertThat(settings.of(Map.of("hours", Integer.toString(hours))))
                        .isEqualTo("hours are " + hours);
            }
        }
        assertThat(readings.get()).isGreaterThan(1000);
    }
}
