package dev.gatehouse.load;

import dev.gatehouse.demo.keycloak.LauncherException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * What a realm has gathered after months of use, written into the database directly: people with passwords and roles, their profiles, the
 * counts of 90 days, and the events of 30 days. Every number follows from a row's number, so that each run measures the same realm.
 *
 * @param postgres the database
 * @param realm the name of the realm, which exists and has one user with a password
 * @param users how many people are added; one in 50 has no email address, and half of these an authenticator app instead
 * @param profiles how many of them have a profile and were challenged, or would have been, within 30 days
 * @param logins how many completed logins the events hold; one in 50 was challenged, one in 20 had a wrong password before
 */
record CrowdedRealm(Postgres postgres, String realm, int users, int profiles, int logins) {

    private static final String REALM = "(select id from realm where name = '%s')";

    /** Keycloak inserts no row for a user whom it has not seen, so the names of columns are all that must fit. */
    private static final String PEOPLE = """
            create temporary table person as
            select number, gen_random_uuid()::text as id,
              'person' || lpad(number::text, 6, '0') as name,
              (array['Anna', 'Bram', 'Chloé', 'Daan', 'Emma', 'Finn', 'Greta', 'Hugo', 'Ines', 'Jan'])[1 + number %% 10] as first_name,
              'Surname' || number / 10 as last_name
            from generate_series(0, %1$d - 1) as series (number);
            alter table person add primary key (number);
            analyze person;
            insert into user_entity (id, realm_id, username, email, email_constraint, email_verified, enabled, first_name, last_name,
              created_timestamp, not_before)
            select id, %2$s, name, email, coalesce(email, id), true, true, first_name, last_name,
              (extract(epoch from now()) * 1000)::bigint - number * 1000, 0
            from (select *, case when number %% 50 = 0 then null else name || '@acme.test' end as email from person) as addressed;
            insert into credential (id, type, user_id, created_date, secret_data, credential_data, priority)
            select gen_random_uuid()::text, 'password', person.id, given.created_date, given.secret_data, given.credential_data, 10
            from person cross join (select * from credential where type = 'password' and user_id in
              (select id from user_entity where realm_id = %2$s) limit 1) as given;
            insert into credential (id, type, user_id, created_date, secret_data, credential_data, priority)
            select gen_random_uuid()::text, 'otp', id, 0, '{"value":"only-for-measurement"}',
              '{"subType":"totp","digits":6,"counter":0,"period":30,"algorithm":"HmacSHA1"}', 20
            from person where number %% 100 = 0;
            insert into user_role_mapping (role_id, user_id)
            select default_role, person.id from person cross join realm where realm.id = %2$s;
            """;

    /** Names and numbers as LoginCounts, CodeCounts and DayCounts of the population have them, with their greatest width of 100 apps. */
    private static final String DAYS = """
            insert into gh_population (realm_id, kind, name, weight)
            select %1$s, 'day:' || to_char((now() at time zone 'UTC')::date - day, 'YYYY-MM-DD'), names.name, 1 + names.weight + day %% 7
            from generate_series(0, 89) as days (day)
            cross join (
              select subject.name || '/' || outcome.name || '/' || case when subject.most = 1 then '' else subject.prefix || lpad(number::text, 4, '0') end as name,
                case when subject.most = 1 then 170 else number * 2 end * outcome.weight as weight
              from (values ('ALL', '', 1), ('CLIENT', 'client-', 100), ('ORGANIZATION', 'organization-', 20)) as subject (name, prefix, most)
              cross join (values ('PASSED', 97), ('ASKED', 2), ('WOULD_BE_ASKED', 1)) as outcome (name, weight)
              cross join lateral generate_series(0, subject.most - 1) as series (number)
              union all
              select 'COUNTRY/' || outcome || '/' || chr(65 + number / 26) || chr(65 + number %% 26), number
              from unnest(array['PASSED', 'ASKED', 'WOULD_BE_ASKED']) as outcome cross join generate_series(0, 39) as series (number)
              union all
              select 'CAUSE/' || outcome || '/' || cause, length(cause)
              from unnest(array['ASKED', 'WOULD_BE_ASKED']) as outcome
              cross join unnest(array['score', 'no_history', 'learning', 'privileged', 'level', 'recovery', 'extreme', 'replay']) as cause
              union all
              select 'REASON/' || outcome || '/' || reason, 10 * length(reason)
              from unnest(array['PASSED', 'ASKED', 'WOULD_BE_ASKED']) as outcome
              cross join unnest(array['network_known', 'provider_known', 'network_new', 'country_new', 'company_network', 'browser_known',
                'browser_new', 'system_new', 'version_same', 'version_newer', 'version_jump', 'version_older', 'device_known', 'device_seen',
                'device_unknown', 'device_replayed', 'travel', 'listed_denied', 'listed_hosting', 'listed_vpn', 'failures']) as reason
              union all
              select 'COHORT/' || outcome || '/' || cohort, length(cohort)
              from unnest(array['PASSED', 'ASKED', 'WOULD_BE_ASKED']) as outcome cross join unnest(array['pilot', 'others']) as cohort
              union all
              select 'ANSWER/' || outcome || '/' || factor, length(outcome)
              from unnest(array['ACCEPTED', 'WRONG', 'EXPIRED', 'EXHAUSTED', 'BLOCKED']) as outcome
              cross join unnest(array['email', 'otp', 'webauthn', 'recovery-code']) as factor
              union all
              select * from (values ('MAIL/SENT', 400), ('MAIL/REFUSED', 3), ('MAIL/UNCONFIRMED', 2), ('CODE/GIVEN', 390), ('CODE/TRIED', 350),
                ('LATENCY/SECONDS', 900), ('LATENCY/UP_TO_10', 20), ('LATENCY/UP_TO_30', 200), ('LATENCY/UP_TO_60', 90),
                ('LATENCY/UP_TO_120', 20), ('LATENCY/UP_TO_300', 9), ('LATENCY/UP_TO_600', 3), ('LATENCY/MORE', 1)) as codes
              union all
              select 'SCORE/' || bin, 170 from generate_series(40, 139) as series (bin)
            ) as names (name, weight)""";

    /** What is usual in the realm, as wide as a snapshot may be. */
    private static final String USUAL = """
            insert into gh_population (realm_id, kind, name, weight)
            select %1$s, kind, case kind when 'score' then number::text when 'asn' then 'AS' || number || '/NL'
              when 'country' then chr(65 + number / 26) || chr(65 + number %% 26) else kind || number end, 1 + number %% 997
            from (values ('country', 40), ('asn', 3000), ('system', 60), ('browser', 300), ('prefix', 900), ('score', 140)) as kinds (kind, most)
            cross join lateral generate_series(0, most - 1) as series (number)
            union all select %1$s, 'total', 'logins', %2$d
            union all select %1$s, 'total', 'users', %3$d
            union all select %1$s, 'total', 'latest', extract(epoch from now())::bigint
            union all select %1$s, 'total', 'since', extract(epoch from now())::bigint - 90 * 86400""";

    /**
     * Each login, the token after it, and what went before. With the details that Keycloak and Gatehouse write; a stock realm saves tokens
     * too.
     */
    private static final String EVENTS = """
            insert into event_entity (id, client_id, details_json_long_value, error, ip_address, realm_id, session_id, event_time, type, user_id)
            select gen_random_uuid()::text, client, case type
                when 'LOGIN' then flow || risk || case when is_asked then ',"gatehouse_mfa":"email"' else '' end
                when 'CODE_TO_TOKEN' then '{"token_id":"' || session || '","grant_type":"authorization_code","refresh_token_type":"Refresh","scope":"openid email profile","refresh_token_id":"' || session || '","code_id":"' || session || '","client_auth_method":"client-secret"'
                when 'LOGIN_ERROR' then flow
                else flow || risk || ',"custom_required_action":"gatehouse_security_code_sent"' end || '}',
              case type when 'LOGIN_ERROR' then 'invalid_user_credentials' end, address, %2$s,
              case when type in ('LOGIN', 'CODE_TO_TOKEN') then session end, time + delay, type, user_id
            from (
              select person.id as user_id, login.number %% 50 = 7 as is_asked, login.number %% 20 = 3 as is_mistyped, session,
                'client-' || lpad((login.number %% 100)::text, 4, '0') as client,
                '80.' || person.number / 256 %% 256 || '.' || person.number %% 256 || '.20' as address,
                (extract(epoch from now()) * 1000)::bigint - (%3$d - login.number) * (2592000000 / %3$d) - 60000 as time,
                '{"auth_method":"openid-connect","auth_type":"code","redirect_uri":"https://client-' || lpad((login.number %% 100)::text, 4, '0')
                  || '.test/callback","consent":"no_consent_required","code_id":"' || session || '","username":"' || person.name || '"' as flow,
                case when login.number %% 50 = 7 then ',"gatehouse_verdict":"ask","gatehouse_score":"5.31","gatehouse_threshold":"2.87","gatehouse_reasons":"score network_new(+2.6) country_new(+1.9) browser_new(+1.4) device_unknown(+2.5) version_newer(-0.1)","gatehouse_reasons_text":"New network; Unknown device; New country; New browser; Newer browser version","gatehouse_country":"FR"'
                  else ',"gatehouse_verdict":"pass","gatehouse_score":"-9.12","gatehouse_threshold":"2.87","gatehouse_reasons":"network_known(-4.2) browser_known(-1.9) version_same(-0.7) device_known(-2.3)","gatehouse_reasons_text":"Same browser version; Known browser; Known device; Known network","gatehouse_country":"NL"' end as risk
              from (select number, gen_random_uuid()::text as session from generate_series(1, %3$d) as series (number) offset 0) as login
              join person on person.number = login.number::bigint * 7919 %% %1$d
            ) as login
            join (values ('LOGIN_ERROR', -40000), ('CUSTOM_REQUIRED_ACTION', -30000), ('LOGIN', 0), ('CODE_TO_TOKEN', 400)) as events (type, delay)
              on type in ('LOGIN', 'CODE_TO_TOKEN') or (type = 'LOGIN_ERROR' and is_mistyped) or (type = 'CUSTOM_REQUIRED_ACTION' and is_asked)
            order by time + delay""";

    private static final List<String> TABLES =
            List.of("user_entity", "credential", "user_role_mapping", "gh_profile", "gh_population", "event_entity");

    /**
     * How much was written.
     *
     * @param population the rows of the counts
     * @param events the saved events of all types
     * @param loginEvents the events of completed logins
     */
    record Size(long population, long events, long loginEvents) {}

    CrowdedRealm {
        if (!realm.matches("[a-z]+")) {
            throw new IllegalArgumentException("the name becomes part of statements");
        }
    }

    /** Writes everything. */
    Size fill() {
        String realmId = REALM.formatted(realm);
        try (Connection connection = postgres.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(PEOPLE.formatted(users, realmId));
            new ProfileTable(postgres).addChallenged(connection, statement, realmId, profiles);
            statement.execute(DAYS.formatted(realmId));
            statement.execute(USUAL.formatted(realmId, 40 * users, users));
            statement.execute(EVENTS.formatted(users, realmId, logins));
            for (String table : TABLES) {
                statement.execute("vacuum analyze " + table);
            }
            statement.execute("checkpoint");
            return size(statement, realmId);
        } catch (SQLException e) {
            throw new LauncherException("The realm cannot be filled (%s).".formatted(e.getMessage()), e);
        }
    }

    private static Size size(Statement statement, String realmId) throws SQLException {
        try (ResultSet counts =
                statement.executeQuery(("select (select count(*) from gh_population where realm_id = %1$s), "
                                + "count(*), count(*) filter (where type = 'LOGIN') from event_entity where realm_id = %1$s")
                        .formatted(realmId))) {
            counts.next();
            return new Size(counts.getLong(1), counts.getLong(2), counts.getLong(3));
        }
    }
}
