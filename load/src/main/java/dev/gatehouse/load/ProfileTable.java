package dev.gatehouse.load;

import dev.gatehouse.demo.keycloak.LauncherException;
import dev.gatehouse.risk.model.DeviceRecognition;
import dev.gatehouse.risk.model.Failures;
import dev.gatehouse.risk.model.LoginAttempt;
import dev.gatehouse.risk.model.Network;
import dev.gatehouse.risk.model.Place;
import dev.gatehouse.risk.model.Profile;
import dev.gatehouse.risk.model.UserAgent;
import dev.gatehouse.risk.profile.ProfileCodec;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;

/**
 * The profile table, filled with profiles of users who never sign in.
 *
 * @param postgres the database
 */
record ProfileTable(Postgres postgres) {

    private static final int DIFFERENT = 500;
    private static final int MOST_LOGINS = 400;
    private static final int MOST_NETWORKS = 30;
    private static final int MOST_BROWSERS = 8;

    /**
     * The size of the table.
     *
     * @param rows the number of profiles
     * @param meanLength the mean length of a profile, in characters
     * @param megabytes the size on disk including indexes, in megabytes of 1,048,576 bytes
     */
    record Size(long rows, double meanLength, double megabytes) {}

    /** Adds profiles up to the given number. */
    Size fill(int wanted) {
        try (Connection connection = postgres.connect();
                Statement statement = connection.createStatement()) {
            addFillers(connection, statement);
            // Copies of a row of a user who has just signed in, except for the profile.
            statement.execute("""
                    insert into gh_profile (user_id, realm_id, profile, revision, updated_at, asked, asked_times, devices)
                    select gen_random_uuid()::text, real.realm_id, filler.profile, real.revision, real.updated_at, real.asked, real.asked_times, real.devices
                    from generate_series(1, %d - (select count(*) from gh_profile)) as series (place)
                    join filler on filler.number = series.place %% %d
                    cross join (select * from gh_profile limit 1) as real""".formatted(wanted, DIFFERENT));
            statement.execute("vacuum analyze gh_profile");
            statement.execute("checkpoint");
            try (ResultSet size = statement.executeQuery(
                    "select count(*), avg(length(profile)), pg_total_relation_size('gh_profile') / 1048576.0 from gh_profile")) {
                size.next();
                return new Size(size.getLong(1), size.getDouble(2), size.getDouble(3));
            }
        } catch (SQLException e) {
            throw new LauncherException("The table of profiles cannot be filled (%s).".formatted(e.getMessage()), e);
        }
    }

    /**
     * Adds profiles of the people in the temporary table {@code person}, who were challenged once to six times on days of the last month.
     *
     * @param realmId an expression for the id of the realm
     */
    void addChallenged(Connection connection, Statement statement, String realmId, int wanted) throws SQLException {
        addFillers(connection, statement);
        // The challenges are those of ChallengeHistory: the latest day, and a digit for each of 30 days before.
        statement.execute("""
                insert into gh_profile (user_id, realm_id, profile, revision, updated_at, asked, asked_times)
                select person.id, %1$s, filler.profile, 1, ((today - age) * 86400 + 3600)::bigint * 1000,
                  today - age || ':' || 1 + place %% 4 || '00000' || place %% 3 || repeat('0', 23), 1 + place %% 4 + place %% 3
                from (select *, person.number as place, person.number %% 25 as age,
                    floor(extract(epoch from now()) / 86400)::int as today from person where person.number < %2$d) as person
                join filler on filler.number = place %% %3$d""".formatted(realmId, wanted, DIFFERENT));
    }

    private static void addFillers(Connection connection, Statement statement) throws SQLException {
        statement.execute("create temporary table filler (number bigint primary key, profile varchar(%d))"
                .formatted(ProfileCodec.MAX_LENGTH));
        Random random = new Random(42);
        try (PreparedStatement insert = connection.prepareStatement("insert into filler values (?, ?)")) {
            for (int number = 0; number < DIFFERENT; number++) {
                insert.setLong(1, number);
                insert.setString(2, ProfileCodec.encode(profile(random)));
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    /** A profile of a user after some months. */
    private static Profile profile(Random random) {
        int logins = 1 + random.nextInt(MOST_LOGINS);
        int networks = 1 + random.nextInt(MOST_NETWORKS);
        int browsers = 1 + random.nextInt(MOST_BROWSERS);
        int salt = random.nextInt();
        Instant now = Instant.now();
        Profile profile = Profile.EMPTY;
        for (int login = 0; login < logins; login++) {
            profile = profile.learn(login(
                    now.minus(Duration.ofHours(10L * (logins - login))),
                    random.nextInt(networks),
                    random.nextInt(browsers),
                    salt));
        }
        return profile;
    }

    private static LoginAttempt login(Instant time, int network, int browser, int salt) {
        return new LoginAttempt(
                time,
                new Network(
                        String.format("%016x", network * 0x1234567L + salt),
                        String.format("%016x", network * 0x7654321L + salt),
                        "AS" + (64_000 + network),
                        "NL",
                        Network.Listing.NONE,
                        Optional.of(new Place(52, network / 10.0))),
                new UserAgent(
                        "Browser " + browser, 100 + browser, "System " + browser % 3, UserAgent.DeviceType.DESKTOP),
                DeviceRecognition.KNOWN,
                new Failures(0, 0));
    }
}
