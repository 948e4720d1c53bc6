package dev.gatehouse.mfa.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ReportCsvTest {

    @Test
    void everyRowHasAsManyCellsAsTheHead() {
        Report.Line line = new Report.Line("workspace", 10, 1, 2, 30);
        Report report = new Report(
                "2026-01-01T00:00:00Z",
                "2026-01-31T00:00:00Z",
                line,
                List.of(line),
                List.of(line),
                List.of(line),
                List.of(line),
                List.of(line),
                List.of(
                        new Report.ChallengedUser(
                                "u1", "=cmd", 7, "pilot", "no_known_device", "passkey_or_device_token"),
                        new Report.ChallengedUser("u2", null, 6, null, null, null)),
                12.5,
                List.of(new Report.Rate(5, -3.25)),
                List.of(new Report.Place(
                        "browser", "enforce", "pilot", "2026-12-07T07:00:00Z", -3.25, "target_rate", 5, 4.9, 12)));
        String csv = ReportCsv.of(report);
        assertThat(csv.split("\r\n"))
                .allSatisfy(row -> assertThat(row.split(",", -1)).hasSize(8));
        assertThat(csv)
                .contains("\"client\",\"workspace\",,10,1,2,30,\r\n")
                .contains("\"user\",\"u1\",\"'=cmd\",,,,,7\r\n")
                .contains("\"organization\",\"workspace\",,10,1,2,30,\r\n")
                .contains("\"enforced_for\",\"browser\",\"pilot\",,,,,\r\n")
                .contains("\"enforce_from\",\"browser\",\"2026-12-07T07:00:00Z\",,,,,\r\n")
                .contains("\"spared\",\"browser\",,,,,,12\r\n")
                .contains("\"threshold_for_percent\",\"5\",,,,,,-3.25\r\n");
    }

    @Test
    void theTableOfUsersHasOneRowForEach() {
        assertThat(ReportCsv.of(List.of(
                        new Report.ChallengedUser(
                                "u1", "=cmd", 7, "pilot", "no_known_device", "passkey_or_device_token"),
                        new Report.ChallengedUser("u2", null, 6, null, null, null))))
                .isEqualTo(
                        "id,username,times,cohort,mostly,remedy\r\n"
                                + "\"u1\",\"'=cmd\",7,\"pilot\",\"no_known_device\",\"passkey_or_device_token\"\r\n\"u2\",,6,,,\r\n");
    }
}
