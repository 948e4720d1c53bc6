package dev.gatehouse.keycloak.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvCellTest {

    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "＝1"})
    void textThatASpreadsheetWouldTakeForAFormulaIsText(String text) {
        assertThat(CsvCell.of(text)).isEqualTo("\"'" + text + "\"");
    }

    @Test
    void quotesAndCommasStayInTheirCell() {
        assertThat(CsvCell.of("a \"b\", c")).isEqualTo("\"a \"\"b\"\", c\"");
    }

    @Test
    void aMissingTextIsAnEmptyCell() {
        assertThat(CsvCell.of(null)).isEmpty();
        assertThat(CsvCell.of("")).isEmpty();
    }
}
