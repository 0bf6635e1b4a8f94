package dev.janji.actors.field;

import dev.janji.actors.channel.MessageValues;
import dev.janji.actors.channel.Rendering;
import dev.janji.actors.debtor.DebtorView;
import dev.janji.actors.rules.LenderBook;
import dev.janji.domain.contact.Channel;
import dev.janji.domain.debtor.DebtorState;
import dev.janji.domain.debtor.FieldCase;
import dev.janji.domain.debtor.FieldHandOver;
import dev.janji.domain.debtor.RuleContext;
import dev.janji.domain.id.DebtorKey;
import dev.janji.domain.id.LenderId;
import dev.janji.domain.stop.Stops;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.pekko.Done;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Compares what the field system has of an account with what it may have by the debtor's present state, and makes up the difference. What is about to be written is noted
 * before: so whoever is killed in the middle knows of every case that somebody may have, and does the same again. Thread-safe; one look at an account at a time.
 */
final class CaseKeeper {
    private static final Logger LOG = LoggerFactory.getLogger(CaseKeeper.class);

    private final FieldStore store;
    private final FieldOutbox outbox;
    private final Function<DebtorKey, CompletionStage<DebtorView>> views;
    private final Supplier<Stops> stops;
    private final Function<LenderId, LenderBook> books;
    private final FieldMeter meter;

    /** @param views the debtor as it is now */
    CaseKeeper(
            FieldStore store,
            FieldOutbox outbox,
            Function<DebtorKey, CompletionStage<DebtorView>> views,
            Supplier<Stops> stops,
            Function<LenderId, LenderBook> books,
            FieldMeter meter) {
        this.store = store;
        this.outbox = outbox;
        this.views = views;
        this.stops = stops;
        this.books = books;
        this.meter = meter;
    }

    /**
     * @param now is told of every step before it is taken; null when nothing need be remembered any more
     * @return completes when the field system has what it may have; fails when that is not known, and then it is looked at again
     */
    CompletionStage<Done> look(int slice, Watch watch, Consumer<@Nullable Watch> now) {
        return views.apply(watch.debtor()).thenCompose(view -> {
            RuleContext context = RuleContext.at(watch.debtor(), view.computedAt(), view.rules())
                    .with(stops.get());
            return decided(slice, watch, view.state(), context, now);
        });
    }

    /** A recall that was begun is finished first. */
    private CompletionStage<Done> decided(
            int slice, Watch watch, DebtorState state, RuleContext context, Consumer<@Nullable Watch> now) {
        List<String> against = FieldHandOver.against(state, watch.account(), context);
        boolean forgotten = against.contains(FieldHandOver.ERASED);
        if (watch.state() == Watch.State.RECALLING || watch.isOut() && !against.isEmpty()) {
            String reason = against.isEmpty() ? watch.reason() : against.get(0);
            return recalled(slice, watch.recalling(reason, context.now()), forgotten, context.now(), now)
                    .thenCompose(next -> next == null ? done() : decided(slice, next, state, context, now));
        }
        if (forgotten) {
            return store.remove(slice, watch).thenApply(removed -> told(null, now));
        }
        if (!against.isEmpty()) {
            return waits(slice, watch, against.get(0), context.now(), now);
        }
        FieldCase made = FieldCase.of(state, watch.account(), context);
        if (made == null) {
            throw new IllegalStateException(
                    "Expected a case when nothing is against it, but there is none [debtor=" + watch.debtor() + "]");
        }
        return watch.state() == Watch.State.OPEN ? done() : begin(slice, watch, made, now);
    }

    private CompletionStage<Done> begin(int slice, Watch watch, FieldCase made, Consumer<@Nullable Watch> now) {
        Watch writing = watch.writing(made.at());
        now.accept(writing);
        return store.put(slice, writing)
                .thenCompose(noted ->
                        outbox.hand(new FieldOutbox.Handed(writing.reference(), writing.number(), made, letter(made))))
                .thenCompose(handed -> {
                    Watch open = writing.open(made.at());
                    now.accept(open);
                    meter.handed();
                    LOG.info(
                            "A case is ready for field collectors [debtor={}, case={}]",
                            watch.debtor(),
                            open.reference());
                    return store.put(slice, open);
                });
    }

    private CompletionStage<Done> waits(
            int slice, Watch watch, String reason, Instant at, Consumer<@Nullable Watch> now) {
        if (watch.reason().equals(reason)) {
            return done();
        }
        Watch without = watch.without(reason, at);
        now.accept(without);
        meter.waits();
        LOG.info("Expected a case for field collectors, but {} is against it [debtor={}]", reason, watch.debtor());
        return store.put(slice, without);
    }

    /** @return as it stands then; null when nothing need be remembered any more */
    private CompletionStage<@Nullable Watch> recalled(
            int slice, Watch recalling, boolean forgotten, Instant at, Consumer<@Nullable Watch> now) {
        now.accept(recalling);
        Watch without = recalling.without(recalling.reason(), at);
        return store.put(slice, recalling)
                .thenCompose(noted -> outbox.recall(new FieldOutbox.Recalled(
                        recalling.reference(), recalling.debtor().lender(), at, recalling.reason())))
                .thenCompose(recalled -> {
                    meter.recalled();
                    LOG.info(
                            "A case of field collectors is recalled: {} [debtor={}, case={}]",
                            recalling.reason(),
                            recalling.debtor(),
                            recalling.reference());
                    if (forgotten) {
                        return store.remove(slice, recalling);
                    }
                    now.accept(without);
                    return store.put(slice, without);
                })
                .thenApply(noted -> {
                    if (forgotten) {
                        now.accept(null);
                        return null;
                    }
                    return without;
                });
    }

    private static Done told(@Nullable Watch watch, Consumer<@Nullable Watch> now) {
        now.accept(watch);
        return Done.getInstance();
    }

    /** The newest letter that the debtor got, as it would be written today. */
    private Rendering.@Nullable Rendered letter(FieldCase made) {
        String template = made.letter();
        if (template == null) {
            return null;
        }
        LenderBook book = books.apply(made.debtor().lender());
        Rendering rendering = book.texts()
                .render(template, Channel.LETTER, made.language(), new MessageValues(book.name(), made.facts()));
        if (rendering instanceof Rendering.NotRendered none) {
            LOG.warn(
                    "Expected a text for the letter that goes with a case, but there is none: {}; it goes without [debtor={}]",
                    none.detail(),
                    made.debtor());
        }
        return rendering instanceof Rendering.Rendered text ? text : null;
    }

    private static CompletionStage<Done> done() {
        return CompletableFuture.completedStage(Done.getInstance());
    }
}
