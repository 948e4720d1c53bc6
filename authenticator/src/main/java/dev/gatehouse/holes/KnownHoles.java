package dev.gatehouse.holes;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.keycloak.common.Version;

/**
 * The holes that are known in Keycloak from 26.5 on: the file {@code keycloak-holes.json} beside this class.
 *
 * @param asOf until when holes were looked for
 * @param holes all of them; those first that concern what Gatehouse promises
 */
public record KnownHoles(LocalDate asOf, List<Hole> holes) {

    private static final Logger LOG = Logger.getLogger(KnownHoles.class);
    private static final String FILE = "keycloak-holes.json";

    /** The file as it is. */
    private record Content(@JsonProperty("asOf") String asOf, @JsonProperty("holes") List<Entry> holes) {

        /** A hole as the file has it, without what may be left out. */
        private record Entry(
                @JsonProperty("cve") String cve, @JsonProperty("severity") Severity severity, @JsonProperty("title") String title,
                @JsonProperty("affected") List<String> affected, @JsonProperty("fixedIn") List<String> fixedIn, @JsonProperty("gatehouse") Effect gatehouse,
                @JsonProperty("means") String means, @JsonProperty("tests") List<String> tests, @JsonProperty("atStart") String atStart,
                @JsonProperty("source") String source) {

            Hole hole() {
                return new Hole(cve, severity, title, affected.stream().map(Range::parse).toList(), List.copyOf(fixedIn), gatehouse,
                        Optional.ofNullable(means), tests == null ? List.of() : List.copyOf(tests), Optional.ofNullable(atStart), Optional.ofNullable(source));
            }
        }
    }

    /** Reads them. */
    public static KnownHoles read() {
        try (InputStream file = Objects.requireNonNull(KnownHoles.class.getResourceAsStream(FILE), FILE)) {
            Content content = new ObjectMapper().readValue(file, Content.class);
            return new KnownHoles(LocalDate.parse(content.asOf()), content.holes().stream().map(Content.Entry::hole).toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Those that a release has. */
    public List<Hole> in(Release release) {
        return holes.stream().filter(hole -> hole.isIn(release)).toList();
    }

    /** Says in the log which holes this server has: a line for each that somebody can do something about besides an update, and one for all others. */
    public static void logAtStart() {
        // Of a version that is not told as releases are, nothing is claimed.
        Release.parse(Version.VERSION).ifPresent(release -> read().log(release));
    }

    private void log(Release release) {
        List<Hole> open = in(release);
        open.forEach(hole -> hole.atStart().ifPresent(advice ->
                LOG.warnf("GATEHOUSE-709 Keycloak %s has %s: %s. %s", release, hole.cve(), hole.plainTitle(), advice)));
        List<String> others = open.stream().filter(hole -> hole.atStart().isEmpty()).map(Hole::cve).toList();
        if (!others.isEmpty()) {
            LOG.infof("GATEHOUSE-719 Keycloak %s also has, as was known on %s: %s. Run the newest patch release", release, asOf, String.join(", ", others));
        }
    }
}
