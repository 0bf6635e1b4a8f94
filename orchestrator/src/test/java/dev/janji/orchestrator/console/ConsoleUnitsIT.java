package dev.janji.orchestrator.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Descriptors.EnumDescriptor;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.microsoft.playwright.Page;
import dev.janji.protocols.desk.v1.ClientMessage;
import dev.janji.protocols.desk.v1.FloorSeat;
import dev.janji.protocols.desk.v1.Screen;
import dev.janji.protocols.lender.v1.ComplaintCategory;
import dev.janji.protocols.lender.v1.Disposition;
import dev.janji.protocols.lender.v1.DispositionReason;
import java.util.Collection;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;

/** The console's modules without its page: reducer, forms, connection, words. */
@ExtendWith(Browser.Extension.class)
class ConsoleUnitsIT {
    private ScriptedDesk desk;
    private Page page;

    @BeforeEach
    void open(Browser browser) throws Exception {
        desk = ScriptedDesk.playing(new CaseStory());
        page = browser.open(desk);
    }

    @AfterEach
    void close() throws Exception {
        page.context().close();
        desk.close();
    }

    @TestFactory
    @SuppressWarnings("unchecked")
    Collection<DynamicTest> shouldPass() {
        page.navigate(desk.address("/desk-tests/units.html").toString());
        page.waitForFunction("window.results !== undefined");
        Map<String, String> results = (Map<String, String>) page.evaluate("window.results");
        assertThat(results).hasSizeGreaterThan(30);
        return results.entrySet().stream()
                .map(result -> DynamicTest.dynamicTest(
                        result.getKey(), () -> assertThat(result.getValue()).isEmpty()))
                .toList();
    }

    @Test
    void shouldHaveTheSameWordsInBothLanguages() {
        Map<String, String> indonesian = words("id");
        Map<String, String> english = words("en");
        assertThat(indonesian.keySet()).containsExactlyElementsOf(english.keySet());
        assertThat(indonesian.values()).noneMatch(String::isBlank);
        assertThat(english.values()).noneMatch(String::isBlank);
        indonesian.forEach((key, words) ->
                assertThat(gaps(words)).as(key).containsExactlyInAnyOrderElementsOf(gaps(english.get(key))));
    }

    @Test
    void shouldHaveAWordForEveryValueThatADeskCanSay() {
        List<EnumDescriptor> ofTheDesk = Stream.of(
                        ClientMessage.getDescriptor(), Screen.getDescriptor(), FloorSeat.getDescriptor())
                .map(message -> message.getFile())
                .map(FileDescriptor::getEnumTypes)
                .flatMap(List::stream)
                .toList();
        assertThat(ofTheDesk).hasSizeGreaterThan(13);
        List<String> values = Stream.concat(
                        ofTheDesk.stream(),
                        Stream.of(
                                Disposition.getDescriptor(),
                                DispositionReason.getDescriptor(),
                                ComplaintCategory.getDescriptor()))
                .flatMap(type -> type.getValues().stream())
                .filter(value -> value.getNumber() != 0)
                .map(EnumValueDescriptor::getName)
                .toList();
        assertThat(words("id").keySet()).containsAll(values);
    }

    @Test
    void shouldOfferEveryDispositionUnderAKeyOfItsOwn() {
        @SuppressWarnings("unchecked")
        List<Map<String, String>> choices = (List<Map<String, String>>)
                page.evaluate("async () => (await import('/desk/model.js')).ALL_DISPOSITIONS");
        assertThat(choices).extracting(choice -> choice.get("key")).doesNotHaveDuplicates();
        assertThat(choices)
                .extracting(choice -> choice.get("value"))
                .containsExactlyInAnyOrderElementsOf(Disposition.getDescriptor().getValues().stream()
                        .filter(value -> value.getNumber() != 0)
                        .map(EnumValueDescriptor::getName)
                        .toList());
    }

    @Test
    void shouldHaveAKeyForOneThingOnly() {
        @SuppressWarnings("unchecked")
        List<List<String>> keys = (List<List<String>>) page.evaluate("""
                async () => {
                  const { keysOf } = await import('/desk/keys.js');
                  return ['DUTY_AGENT', 'DUTY_SUPERVISOR'].map((duty) => keysOf({ me: { duty } }).map((k) => k.key));
                }
                """);
        keys.forEach(ofDuty -> assertThat(ofDuty).isNotEmpty().doesNotHaveDuplicates());
    }

    @Test
    void shouldKnowTheMinorUnitsOfEveryCurrencyThatIsPaidWithToday() {
        List<String> codes = Stream.of(Locale.getISOCountries())
                .map(country -> Currency.getInstance(
                        new Locale.Builder().setRegion(country).build()))
                .filter(Objects::nonNull)
                .map(Currency::getCurrencyCode)
                .distinct()
                .toList();
        assertThat(codes).hasSizeGreaterThan(140);
        assertThat(page.evaluate(
                        "async (codes) => { const { digitsOf } = await import('/desk/money.js'); return codes.map(digitsOf); }",
                        codes))
                .isEqualTo(codes.stream()
                        .map(code -> Currency.getInstance(code).getDefaultFractionDigits())
                        .toList());
    }

    @SuppressWarnings("unchecked")
    private Map<String, String> words(String language) {
        return (Map<String, String>)
                page.evaluate("async (language) => (await import(`/desk/words/${language}.js`)).default", language);
    }

    private static List<String> gaps(String words) {
        return java.util.regex.Pattern.compile("\\{\\w+}")
                .matcher(words)
                .results()
                .map(java.util.regex.MatchResult::group)
                .toList();
    }
}
