package dev.janji.actors.rules;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigUtil;
import dev.janji.actors.channel.MessageTemplates;
import dev.janji.actors.link.PaymentPage;
import dev.janji.domain.debtor.RuleContext.LenderRules;
import dev.janji.domain.id.LenderId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What each lender works by: its folder where it has one, else what {@code janji.rules} says. Read whole, replaced whole. Immutable. */
public final class RuleBook {
    private final LenderBook byDefault;
    private final Map<LenderId, LenderBook> lenders;

    private RuleBook(LenderBook byDefault, Map<LenderId, LenderBook> lenders) {
        this.byDefault = byDefault;
        this.lenders = Map.copyOf(lenders);
    }

    /**
     * @param root the whole configuration
     * @param templates every step must find its text here
     * @throws ConfigException that names the key at fault
     */
    public static RuleBook from(Config root, MessageTemplates templates) {
        Config rules = root.getConfig("janji.rules");
        Config common = rules.getConfig("default");
        Supplier<MessageTemplates> linked = once(() -> MessageTemplates.withPaymentLinks(root));
        LenderBook byDefault = read("", common, root, templates, linked, "janji.rules.default");
        Map<LenderId, LenderBook> lenders = new HashMap<>();
        for (String id : rules.getObject("lenders").keySet()) {
            String at = "janji.rules.lenders." + id;
            Config own = rules.getConfig("lenders." + ConfigUtil.quoteString(id));
            String name = own.hasPath("name") ? own.getString("name") : id;
            lenders.put(lenderId(id, at), read(name, own.withFallback(common), root, templates, linked, at));
        }
        return new RuleBook(byDefault, lenders);
    }

    /** @return what the debtors of a lender are worked by; one that nothing is said of by the default, under its id */
    public LenderBook of(LenderId lender) {
        LenderBook own = lenders.get(lender);
        return own == null
                ? new LenderBook(lender.value(), byDefault.rules(), byDefault.texts(), null, byDefault.paymentPage())
                : own;
    }

    public LenderRules rules(LenderId lender) {
        return of(lender).rules();
    }

    /** @param folders of lenders, which from then on are worked by them alone */
    public RuleBook with(Map<LenderId, LenderBook> folders) {
        Map<LenderId, LenderBook> all = new HashMap<>(lenders);
        all.putAll(folders);
        return new RuleBook(byDefault, all);
    }

    /** Everything that lenders work by: the default, and what single lenders have of their own. */
    public List<LenderRules> all() {
        return Stream.concat(Stream.of(byDefault), lenders.values().stream())
                .map(LenderBook::rules)
                .toList();
    }

    /** Whether any lender has a text of this name. */
    public boolean hasTemplate(String template) {
        return byDefault.texts().has(template)
                || lenders.values().stream().anyMatch(book -> book.texts().has(template));
    }

    private static LenderId lenderId(String id, String at) {
        try {
            return new LenderId(id);
        } catch (IllegalArgumentException e) {
            throw new ConfigException.Generic(at + ": " + e.getMessage(), e);
        }
    }

    private static LenderBook read(
            String name,
            Config config,
            Config root,
            MessageTemplates templates,
            Supplier<MessageTemplates> linked,
            String at) {
        PaymentPage page = RulesReader.paymentPage(config, root, at);
        MessageTemplates texts = page == null ? templates : linked.get();
        return new LenderBook(name, new RulesReader(config, texts, page != null, at).read(), texts, null, page);
    }

    private static <T> Supplier<T> once(Supplier<T> made) {
        AtomicReference<@Nullable T> held = new AtomicReference<>();
        return () -> Objects.requireNonNull(held.updateAndGet(value -> value == null ? made.get() : value));
    }
}
