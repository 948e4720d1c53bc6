package dev.gatehouse.settings;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

/** Configurations as admins save them: valid, invalid, empty, out of range, with spaces. The same ones in each run. */
public final class SampleConfigs {

    private static final int MIXED = 60;

    private static final List<String> NUMBERS = List.of(
            "0",
            "1",
            " 5 ",
            "+5",
            "-1",
            "-100",
            "100",
            "101",
            "-100.5",
            "0.1",
            "0.09",
            "1.5",
            "5,5",
            "50",
            "50.1",
            "51",
            "1e1",
            "NaN",
            "Infinity",
            "0x10",
            "9",
            "10",
            "365",
            "366",
            "600",
            "601",
            "1000",
            "1001",
            "1440",
            "1441",
            "2160",
            "2161",
            "86400",
            "86401",
            "99999999999",
            "٣",
            "10s",
            "none",
            "None");
    private static final List<String> WORDS = List.of(
            "",
            " ",
            "\t",
            "true",
            "false",
            " true ",
            "TRUE",
            "False",
            "yes",
            "0ff",
            "off",
            "observe",
            " enforce ",
            "Enforce",
            "always",
            "adaptive",
            " device",
            "ALWAYS");
    private static final List<String> LISTS = List.of(
            "a",
            "a,b",
            "a##b",
            " a , b ##c",
            ",",
            "##",
            "a#b",
            "a b",
            "a;b",
            "a\nb",
            "a,a",
            "/staff,client.role",
            "google=mfa",
            "google=mfa##google=mfa,okta=a=b",
            "=mfa",
            "google=",
            "google = mfa",
            "otp=urn:a:b",
            "otp=mfa",
            "email= urn:a:b , sms=urn:a:b",
            "otp=urn:a b");
    private static final List<String> LINKS = List.of(
            "https://app.example.com",
            " http://app.example.com/a?b=c#d ",
            "HTTPS://app.example.com",
            "ftp://app.example.com",
            "https://",
            "https:app",
            "//app.example.com",
            "javascript:alert(1)",
            "https://app.example.com/a b",
            "app://open");
    private static final List<String> NETWORKS = List.of(
            "192.0.2.0/24",
            "192.0.2.0/24,2001:db8::/32",
            " 192.0.2.0/24 ## 198.51.100.7",
            "192.0.2.0/24;198.51.100.0/24",
            "192.0.2.0/24 198.51.100.0/24",
            "192.0.2.0/24\n198.51.100.0/24",
            "192.0.2.5/24",
            "2001:db8::5/32",
            "10.0.0.0/8",
            "10.0.0.0/7",
            "2001::/15",
            "2001::/16",
            "0.0.0.0/0",
            "192.0.2.0/33",
            "192.0.2.0 /24",
            "192.0.2.0 - 192.0.2.255",
            "::ffff:192.0.2.0/120",
            "office",
            "192.0.2.0/24,office,10.0.0.0/4");
    private static final List<String> VALUES = Stream.of(WORDS, NUMBERS, LISTS, LINKS, NETWORKS)
            .flatMap(List::stream)
            .toList();

    private SampleConfigs() {}

    /** Nothing, each value at each key alone, and mixtures. */
    public static List<Map<String, String>> of(List<String> keys) {
        List<Map<String, String>> configs = new ArrayList<>();
        configs.add(Map.of());
        keys.forEach(key -> VALUES.forEach(value -> configs.add(Map.of(key, value))));
        Random random = new Random(19);
        for (int number = 0; number < MIXED; number++) {
            Map<String, String> mixed = new LinkedHashMap<>();
            keys.stream()
                    .filter(key -> random.nextInt(3) > 0)
                    .forEach(key -> mixed.put(key, VALUES.get(random.nextInt(VALUES.size()))));
            if (!mixed.isEmpty()) {
                configs.add(mixed);
            }
        }
        return configs;
    }
}
