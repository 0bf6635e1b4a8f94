package dev.janji.orchestrator.words;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.janji.actors.rules.Policies;
import dev.janji.actors.rules.RuleFileRefused;
import dev.janji.domain.account.Arrangement;
import dev.janji.domain.account.Offer;
import dev.janji.domain.account.Promise;
import dev.janji.domain.contact.Channel;
import dev.janji.domain.contact.Consents;
import dev.janji.domain.contact.ContactPoint;
import dev.janji.domain.contact.Outcome;
import dev.janji.domain.debtor.Answer;
import dev.janji.domain.debtor.Awaited;
import dev.janji.domain.debtor.HouseRule;
import dev.janji.domain.debtor.LeadResult;
import dev.janji.domain.debtor.Settlement;
import dev.janji.domain.debtor.StepReference;
import dev.janji.domain.id.AccountId;
import dev.janji.domain.id.AttemptId;
import dev.janji.domain.id.DebtorKey;
import dev.janji.domain.id.DeskId;
import dev.janji.domain.id.LenderId;
import dev.janji.domain.id.PersonId;
import dev.janji.domain.id.QueueId;
import dev.janji.domain.id.StopId;
import dev.janji.domain.lender.ConversationEvent;
import dev.janji.domain.lender.Disposition;
import dev.janji.domain.lender.Hold;
import dev.janji.domain.lender.LenderEvent;
import dev.janji.domain.lender.Moratorium;
import dev.janji.domain.money.Money;
import dev.janji.domain.policy.Condition;
import dev.janji.domain.policy.ContactProposal;
import dev.janji.domain.policy.MoratoriumTerms;
import dev.janji.domain.policy.PolicyPack;
import dev.janji.domain.policy.PolicyRule;
import dev.janji.domain.policy.TimeLimit;
import dev.janji.domain.stop.Stop;
import dev.janji.domain.stop.StopScope;
import dev.janji.domain.strategy.Action;
import dev.janji.domain.strategy.Anchor;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every language says everything that another one says. */
class LanguagesTest {
    private static final Stop STOP = new Stop(
            new StopId("s-1"),
            new StopScope.OfChannel(new LenderId("bank"), Channel.SMS),
            "a wrong text",
            new PersonId("ayu"),
            Instant.parse("2026-06-05T02:00:00Z"));

    private static final Pattern PLACE = Pattern.compile("\\{\\d+}");
    /** Words that are the same everywhere. */
    private static final Set<String> SHARED = Set.of(
            "Channel.SMS",
            "Channel.WHATSAPP",
            "Hold.Kind.MORATORIUM",
            "event.appended",
            "event.attempt-answered",
            "event.outcome-received",
            "explain.rule",
            "explain.why",
            "fact.bucket",
            "fact.operator",
            "format.date",
            "format.day",
            "format.when",
            "step.sentence",
            "strategy.arm",
            "talk.because",
            "value.consent");

    private static final List<Class<? extends Enum<?>>> SPOKEN = List.of(
            Channel.class,
            Answer.class,
            Settlement.class,
            Outcome.class,
            Promise.State.class,
            Arrangement.State.class,
            Arrangement.Role.class,
            Offer.Kind.class,
            Offer.Answer.class,
            Offer.State.class,
            Hold.Kind.class,
            Moratorium.Kind.class,
            Consents.Scope.class,
            ContactPoint.Role.class,
            ContactPoint.Verification.class,
            ContactPoint.Consent.class,
            LenderEvent.NoticeKind.class,
            LenderEvent.ContactResult.class,
            ContactProposal.Purpose.class,
            TimeLimit.Unit.class,
            Action.Receiver.class,
            Action.Sign.class,
            Disposition.class,
            ConversationEvent.Direction.class,
            ConversationEvent.Reason.class,
            ConversationEvent.Intent.class,
            ConversationEvent.CallbackResult.class,
            ConversationEvent.ComplaintCategory.class,
            ConversationEvent.ComplaintSource.class,
            ConversationEvent.ComplaintResult.class,
            HouseRule.class,
            LeadResult.class);

    private static Set<String> places(Phrases phrases, String key) {
        Object[] marks =
                Stream.iterate(0, i -> i + 1).limit(9).map(i -> "{" + i + "}").toArray();
        Matcher places = PLACE.matcher(phrases.say(key, marks));
        return places.results().map(each -> each.group()).collect(Collectors.toCollection(TreeSet::new));
    }

    private static String said(Phrases phrases, String key) {
        return phrases.say(key, "a", "b", "c", "d", "e", "f", "g", "h");
    }

    @Test
    void shouldSayTheSameThingsInEveryLanguage() {
        Phrases english = Language.ENGLISH.phrases();
        Phrases indonesian = Language.INDONESIAN.phrases();

        assertThat(indonesian.keys()).isEqualTo(english.keys()).hasSizeGreaterThan(150);
        assertThat(english.keys()).allSatisfy(key -> {
            assertThat(places(indonesian, key)).isEqualTo(places(english, key));
            assertThat(said(indonesian, key)).isNotBlank();
            assertThat(said(english, key)).isNotBlank();
        });
    }

    @Test
    void shouldTranslateEverythingThatIsNotTheSameEverywhere() {
        Phrases english = Language.ENGLISH.phrases();
        Phrases indonesian = Language.INDONESIAN.phrases();

        assertThat(english.keys().stream().filter(key -> said(english, key).equals(said(indonesian, key))))
                .containsExactlyInAnyOrderElementsOf(SHARED);
    }

    @ParameterizedTest
    @EnumSource
    void shouldHaveAWordForEveryConstant(Language language) {
        for (Class<? extends Enum<?>> type : SPOKEN) {
            for (Enum<?> constant : type.getEnumConstants()) {
                assertThat(language.phrases().word(constant)).isNotBlank();
            }
        }
        for (TimeLimit.Counted counted : TimeLimit.Counted.values()) {
            assertThat(language.phrases().say(Phrases.counted(Phrases.key(counted), 1)))
                    .isNotBlank();
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldSayEveryRuleOfEveryShippedPack(Language language) throws RuleFileRefused {
        RuleSentence sentences = new RuleSentence(language.phrases());
        Set<Class<?>> said = new HashSet<>();
        for (String name : Policies.SHIPPED) {
            PolicyPack pack = new Policies(null).read(List.of(name), Set.of());
            assertThat(sentences.ofZone(pack)).isNotBlank();
            for (PolicyRule rule : pack.rules()) {
                assertThat(sentences.of(rule)).isNotBlank().doesNotContain("{", "null");
                said.add(rule.test().getClass());
                assertThat(NamedRule.of(List.of(rule.id()), pack, language.phrases()))
                        .extracting(NamedRule::id)
                        .containsOnly(rule.id());
            }
            for (MoratoriumTerms terms : pack.moratoria()) {
                assertThat(sentences.of(terms)).isNotBlank().doesNotContain("{", "null");
            }
        }
        assertThat(said)
                .as("a sentence for every condition and limit")
                .containsAll(List.of(Condition.class.getPermittedSubclasses()))
                .containsAll(Stream.of(TimeLimit.class.getPermittedSubclasses()).toList());
    }

    @ParameterizedTest
    @EnumSource
    void shouldSayEverythingThatADebtorMayWaitFor(Language language) {
        EventSentence events = new EventSentence(language.phrases(), ZoneId.of("Asia/Jakarta"), attempt -> null);
        List<Awaited> all = new ArrayList<>(List.of(
                new Awaited.FirstWord(),
                new Awaited.GoLive(),
                new Awaited.Nothing(),
                new Awaited.ChannelAnswer(Channel.SMS, AttemptId.of(DebtorKey.parse("bank~d"), 1)),
                new Awaited.NextStep(new StepReference(
                        new AccountId("card"), Anchor.dueDate(LocalDate.parse("2026-06-05")), 1980, "H+1")),
                new Awaited.EndOfSuspension(),
                new Awaited.EndOfStop(
                        new StepReference(
                                new AccountId("card"), Anchor.dueDate(LocalDate.parse("2026-06-05")), 1980, "H+1"),
                        STOP),
                new Awaited.NewDueDate()));
        for (Awaited.LiveAgent.Phase phase : Awaited.LiveAgent.Phase.values()) {
            all.add(new Awaited.LiveAgent(new QueueId("early"), phase, Instant.parse("2026-06-05T01:00:00Z")));
        }

        assertThat(all.stream().<Class<?>>map(Awaited::getClass).distinct())
                .containsExactlyInAnyOrder(Awaited.class.getPermittedSubclasses());
        assertThat(all.stream().map(each -> each.match(new AwaitedSentence(language.phrases(), events))))
                .allSatisfy(said -> assertThat(said).isNotBlank().doesNotContain("{", "null"))
                .doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @EnumSource
    void shouldSayWhichStopHaltsADebtorSinceWhenAndWhy(Language language) {
        Phrases phrases = language.phrases();
        EventSentence events = new EventSentence(phrases, ZoneId.of("Asia/Jakarta"), attempt -> null);
        StepReference step =
                new StepReference(new AccountId("card"), Anchor.dueDate(LocalDate.parse("2026-06-05")), 1980, "H+1");

        assertThat(new Awaited.EndOfStop(step, STOP).match(new AwaitedSentence(phrases, events)))
                .contains("s-1", "SMS", "bank", "ayu", "a wrong text", events.when(STOP.placedAt()));
        assertThat(Stream.of(
                                new StopScope.WholeLender(new LenderId("bank")),
                                new StopScope.OfChannel(null, Channel.SMS),
                                new StopScope.OfTemplate(null, "due-soon"),
                                new StopScope.OfStrategy(null, "card-3"),
                                new StopScope.OfDesk(new DeskId("main")))
                        .map(scope -> scope.match(new StopScopeWords(phrases))))
                .doesNotHaveDuplicates()
                .allSatisfy(said -> assertThat(said).isNotBlank().doesNotContain("{", "null"));
    }

    @Test
    void shouldSayRulesInWords() throws RuleFileRefused {
        PolicyPack pack = new Policies(null).read(List.of("id"), Set.of());

        assertThat(NamedRule.of(List.of("ID-01"), pack, Language.ENGLISH.phrases()))
                .first()
                .extracting(NamedRule::sentence)
                .isEqualTo("Monday to Saturday, from 08:00 to before 20:00;"
                        + " lifted by a consent to contacts outside of the legal hours (ID-02)");
        assertThat(NamedRule.of(List.of("ID-01"), pack, Language.INDONESIAN.phrases()))
                .first()
                .extracting(NamedRule::sentence)
                .isEqualTo(
                        "Senin sampai Sabtu, dari pukul 08.00 sampai sebelum pukul 20.00;"
                                + " dikecualikan oleh persetujuan untuk dihubungi di luar jam dan hari yang ditetapkan (ID-02)");
        assertThat(NamedRule.of(List.of("OLD-9", "PROMISE"), pack, Language.ENGLISH.phrases()))
                .extracting(NamedRule::sentence)
                .containsExactly(
                        "today's policy has no such rule any more",
                        "a promise to pay stands; nothing is collected until it is kept or broken");
    }

    @Test
    void shouldWriteTimesAndAmountsAsTheLanguageDoes() {
        Instant at = Instant.parse("2026-03-02T02:00:00Z");
        ZoneId jakarta = ZoneId.of("Asia/Jakarta");
        Money money = new Money(125_000_050, Currency.getInstance("IDR"));
        Money round = new Money(125_000_000, Currency.getInstance("IDR"));
        Phrases english = Language.ENGLISH.phrases();
        Phrases indonesian = Language.INDONESIAN.phrases();

        assertThat(english.when(at, jakarta)).isEqualTo("Monday, 2 March 2026 at 09:00 WIB (2026-03-02T02:00:00Z)");
        assertThat(indonesian.when(at, jakarta))
                .isEqualTo("Senin, 2 Maret 2026 pukul 09.00 WIB (2026-03-02T02:00:00Z)");
        assertThat(english.money(money)).isEqualTo("IDR 1,250,000.50");
        assertThat(indonesian.money(money)).isEqualTo("Rp1.250.000,50");
        assertThat(english.money(round)).isEqualTo("IDR 1,250,000");
        assertThat(indonesian.money(new Money(round.minor(), Currency.getInstance("USD"))))
                .isEqualTo("USD 1.250.000");
    }

    @Test
    void shouldKnowLanguagesByTheirTagOnly() {
        assertThat(Language.of("")).contains(Language.ENGLISH);
        assertThat(Language.of("id")).contains(Language.INDONESIAN);
        assertThat(Language.of("ID")).isEmpty();
        assertThat(Language.of("fr")).isEmpty();
        assertThat(Language.expected()).isEqualTo("expected one of en, id");
        assertThatThrownBy(() -> Language.ENGLISH.phrases().say("no.such"))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
