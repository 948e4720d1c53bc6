package dev.gatehouse.bench.lab.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class LogTest {

    private static final String HEADER =
            "index,Login Timestamp,User ID,Round-Trip Time [ms],IP Address,Country,Region,City,ASN,User Agent String,"
                    + "Browser Name and Version,OS Name and Version,Device Type,Login Successful,Is Attack IP,Is Account Takeover";
    private static final String LINE =
            "7,2020-02-03 12:43:30.772,-43,612,192.0.2.7,NO,Oslo,Oslo,29695,\"Mozilla/5.0 (Linux, \"\"x\"\")\","
                    + "Chrome 80.0,Android 10,mobile,True,False,False";

    @Test
    void aLineOfTheDataSetIsRead() throws IOException {
        LoginRow row = read(HEADER + "\n" + LINE + "\n", new BadRows(5)).get(0);
        assertThat(row.time()).isEqualTo(Instant.parse("2020-02-03T12:43:30.772Z"));
        assertThat(row.user()).isEqualTo("-43");
        assertThat(row.client().userAgent()).isEqualTo("Mozilla/5.0 (Linux, \"x\")");
        assertThat(row.isOwn()).isTrue();
        assertThat(row.attacker()).isEmpty();
        assertThat(row.token()).isEmpty();
    }

    @Test
    void columnsMayBeInAnyOrderAndUnknownOnesAreIgnored() throws IOException {
        String header = "Extra," + HEADER.replace("index,Login Timestamp", "Login Timestamp,index");
        String line = "x," + LINE.replace("7,2020-02-03 12:43:30.772", "2020-02-03 12:43:30.772,7");
        assertThat(read(header + "\n" + line, new BadRows(5))).isEqualTo(read(HEADER + "\n" + LINE, new BadRows(5)));
    }

    @Test
    void aMissingColumnIsNamed() {
        String header = HEADER.replace("ASN,", "").replace(",Device Type", "");
        assertThatThrownBy(() -> read(header + "\n", new BadRows(5)))
                .isInstanceOf(UnusableLogException.class)
                .hasMessage("The log lacks the columns \"ASN\", \"Device Type\".");
    }

    @Test
    void unreadableLinesAreCountedAndTheFirstOnesListed() throws IOException {
        BadRows bad = new BadRows(2);
        String log = String.join(
                "\n",
                HEADER,
                LINE,
                LINE.replace("2020-02-03 12:43:30.772", "yesterday"),
                LINE,
                LINE.replace("True,", "perhaps,"),
                "too,short",
                LINE);
        assertThat(read(log, bad)).hasSize(3);
        assertThat(bad.report())
                .containsExactly(
                        "3 lines could not be read:",
                        "  line 3: Login Timestamp cannot be \"yesterday\"",
                        "  line 5: Login Successful cannot be \"perhaps\"",
                        "  and 1 more");
    }

    @Test
    void anUnclosedQuoteIsReported() throws IOException {
        BadRows bad = new BadRows(2);
        assertThat(read(HEADER + "\n" + LINE + "\n" + LINE.replace(")\"", ")") + "\n" + LINE, bad))
                .isNotEmpty();
        assertThat(bad.total()).isPositive();
    }

    @Test
    void aLineThatNamesAnUnknownAttackerIsBad() throws IOException {
        BadRows bad = new BadRows(2);
        assertThat(read(HEADER + ",Attacker Kind\n" + LINE + ",martian\n" + LINE + ",VPN\n", bad))
                .singleElement()
                .satisfies(row -> assertThat(row.attacker()).contains(Attacker.VPN));
        assertThat(bad.first()).containsExactly("line 2: Attacker Kind cannot be \"martian\"");
    }

    @Property(tries = 200)
    void aWrittenLogIsReadBackUnchanged(@ForAll("rows") List<LoginRow> rows) throws IOException {
        StringWriter out = new StringWriter();
        try (LogWriter writer = new LogWriter(out)) {
            for (LoginRow row : rows) {
                writer.write(row);
            }
        }
        BadRows bad = new BadRows(3);
        assertThat(read(out.toString(), bad)).isEqualTo(rows);
        assertThat(bad.first()).isEmpty();
    }

    @Provide
    Arbitrary<List<LoginRow>> rows() {
        Arbitrary<String> text =
                Arbitraries.strings().withChars("aZ0 ,\"'\n;=äあ").ofMaxLength(12);
        Arbitrary<Origin> origin =
                Combinators.combine(text, text, text, text, text).as(Origin::new);
        Arbitrary<Client> client = Combinators.combine(text, text, text, text).as(Client::new);
        Arbitrary<Instant> time =
                Arbitraries.longs().between(0, 4_102_444_800_000L).map(Instant::ofEpochMilli);
        Arbitrary<OptionalDouble> trip = Arbitraries.doubles()
                .between(0, 1e6)
                .map(OptionalDouble::of)
                .optional()
                .map(any -> any.orElse(OptionalDouble.empty()));
        Arbitrary<Optional<Attacker>> attacker = Arbitraries.of(Attacker.class).optional();
        Arbitrary<Optional<DeviceToken>> token =
                Arbitraries.of(DeviceToken.class).optional();
        Arbitrary<boolean[]> flags = Arbitraries.of(true, false)
                .list()
                .ofSize(3)
                .map(three -> new boolean[] {three.get(0), three.get(1), three.get(2)});
        return Combinators.combine(
                        time, text.filter(user -> !user.isBlank()), trip, origin, client, flags, attacker, token)
                .as((when, user, millis, from, with, flag, kind, known) -> new LoginRow(
                        when.toEpochMilli() % 1000,
                        when,
                        user,
                        millis,
                        from,
                        with,
                        flag[0],
                        flag[1],
                        flag[2],
                        kind,
                        known))
                .list()
                .ofMaxSize(5);
    }

    @Test
    void aClientIsSplitIntoFamiliesAndVersion() {
        Client client = new Client("", "Chrome Mobile WebView 81.0.4044", "Mac OS X 10.15", "desktop");
        assertThat(client.browserFamily()).isEqualTo("Chrome Mobile WebView");
        assertThat(client.majorVersion()).isEqualTo(81);
        assertThat(client.systemFamily()).isEqualTo("Mac OS X");
        assertThat(new Client("", "Other", "", "unknown").majorVersion()).isZero();
    }

    private static List<LoginRow> read(String log, BadRows bad) throws IOException {
        List<LoginRow> rows = new ArrayList<>();
        try (LogReader reader = new LogReader(new StringReader(log), bad)) {
            reader.forEachRemaining(rows::add);
        }
        return rows;
    }
}
