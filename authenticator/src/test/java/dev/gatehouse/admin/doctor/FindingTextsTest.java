package dev.gatehouse.admin.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.ShippedMessages;
import dev.gatehouse.admin.flow.SetupStepId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Each check has its two texts and no text is left over; other languages have the same keys, see {@code MessagesTest}. */
class FindingTextsTest {

    @Test
    void eachCheckHasTwoTextsAndNoOtherTextIsLeft() {
        Set<String> keys = new TreeSet<>();
        Checks.ALL.stream()
                .map(Check::id)
                .flatMap(id -> Stream.of(FindingTexts.whatKey(id), FindingTexts.closeKey(id)))
                .forEach(keys::add);
        assertThat(ShippedMessages.of("en").stringPropertyNames())
                .filteredOn(key -> key.startsWith("gatehouseAdmin_doctor_"))
                .containsExactlyInAnyOrderElementsOf(keys);
    }

    @Test
    void idsAreUnique() {
        assertThat(Checks.ALL).extracting(Check::id).doesNotHaveDuplicates();
    }

    @Test
    void aFindingReadsAsLinesInATerminal() {
        FindingTexts texts = new FindingTexts(ShippedMessages.of("en"), Locale.ENGLISH);
        Finding finding = new Finding(
                "client-flow-without-step",
                Severity.RISK,
                Fault.at("client shop app", new ConsolePage("clients/1/advanced"), "shop app", "browser")
                        .of(SetupStepId.target("shop app", "1") + ".browser"),
                Optional.of("client-flow.1.browser"));
        FindingView view = FindingView.of(finding, texts, "https://id.example.org/admin/master/console/", "my shop");
        assertThat(FindingsText.of("my shop", List.of(view))).isEqualTo("""
            risk client-flow-without-step (client shop app)
                 The client shop app uses the flow browser, which has no MFA step.
                 Remove the override, or add the step to that flow.
                 https://id.example.org/admin/master/console/#/my%20shop/clients/1/advanced
                 setup step: client-flow.1.browser
            realm my shop: 0 holes, 1 risk, 0 notes
            """);
    }
}
