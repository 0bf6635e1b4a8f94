package dev.janji.orchestrator.grpc;

import com.google.protobuf.Timestamp;
import dev.janji.actors.stop.LoggedStop;
import dev.janji.domain.id.DeskId;
import dev.janji.domain.id.LenderId;
import dev.janji.domain.id.PersonId;
import dev.janji.domain.id.StopId;
import dev.janji.domain.stop.Stop;
import dev.janji.domain.stop.StopScope;
import dev.janji.protocols.operator.v1.StopLifting;
import dev.janji.protocols.operator.v1.StopView;
import java.time.Instant;

/** Stops between the wire and the domain. Stateless. */
final class StopMapper {
    private static final String WHAT = "scope";

    private StopMapper() {}

    /** @throws FieldRefused when it names nothing that is known, so that it would halt nothing */
    static StopScope scope(
            boolean present, dev.janji.protocols.operator.v1.StopScope scope, StopVocabulary vocabulary) {
        if (!present) {
            throw FieldRefused.invalid(WHAT, "expected what to stop, but it is absent");
        }
        LenderId lender = Fields.optionalId(WHAT + ".lender_id", scope.getLenderId(), LenderId::new);
        if (lender != null && !vocabulary.hasLender(lender)) {
            throw FieldRefused.invalid(
                    WHAT + ".lender_id", "expected a lender of this server, but " + lender + " is none");
        }
        return switch (scope.getWhatCase()) {
            case WHAT_NOT_SET -> {
                if (lender == null) {
                    throw FieldRefused.invalid(
                            WHAT, "expected a lender, a channel, a template, a strategy or a desk, but it names none");
                }
                yield new StopScope.WholeLender(lender);
            }
            case CHANNEL -> new StopScope.OfChannel(lender, WireWords.channel(WHAT + ".channel", scope.getChannel()));
            case TEMPLATE -> {
                String template = Fields.key(WHAT + ".template", scope.getTemplate());
                if (!vocabulary.hasTemplate(template)) {
                    throw FieldRefused.invalid(
                            WHAT + ".template", "expected a template of this server, but there is no " + template);
                }
                yield new StopScope.OfTemplate(lender, template);
            }
            case STRATEGY -> {
                String strategy = Fields.key(WHAT + ".strategy", scope.getStrategy());
                if (!vocabulary.hasStrategy(lender, strategy)) {
                    throw FieldRefused.invalid(
                            WHAT + ".strategy",
                            "expected a strategy by which accounts are worked, or a version of one, but there is no "
                                    + strategy);
                }
                yield new StopScope.OfStrategy(lender, strategy);
            }
            case DESK -> {
                if (lender != null) {
                    throw FieldRefused.invalid(
                            WHAT + ".lender_id", "expected no lender beside a desk, but it names " + lender);
                }
                DeskId desk = Fields.id(WHAT + ".desk", scope.getDesk(), DeskId::new);
                if (!vocabulary.hasDesk(desk)) {
                    throw FieldRefused.invalid(
                            WHAT + ".desk", "expected a desk of this server, but there is no " + desk);
                }
                yield new StopScope.OfDesk(desk);
            }
        };
    }

    static StopView view(LoggedStop logged) {
        Stop stop = logged.stop();
        StopView.Builder view = StopView.newBuilder()
                .setStopId(stop.id().value())
                .setScope(onWire(stop.scope()))
                .setReason(stop.reason())
                .setAuthor(stop.author().value())
                .setPlacedAt(ViewMapper.timestamp(stop.placedAt()));
        LoggedStop.Lifting lifting = logged.lifting();
        if (lifting != null) {
            view.setLifting(StopLifting.newBuilder()
                    .setLiftedAt(ViewMapper.timestamp(lifting.at()))
                    .setAuthor(lifting.by().value())
                    .setReason(lifting.reason()));
        }
        return view.build();
    }

    /** What a server says of a stop. */
    static LoggedStop logged(StopView view) {
        Stop stop = new Stop(
                new StopId(view.getStopId()),
                scope(view.getScope()),
                view.getReason(),
                new PersonId(view.getAuthor()),
                instant(view.getPlacedAt()));
        StopLifting lifting = view.getLifting();
        return new LoggedStop(
                stop,
                view.hasLifting()
                        ? new LoggedStop.Lifting(
                                instant(lifting.getLiftedAt()), new PersonId(lifting.getAuthor()), lifting.getReason())
                        : null);
    }

    private static StopScope scope(dev.janji.protocols.operator.v1.StopScope scope) {
        LenderId lender = scope.getLenderId().isEmpty() ? null : new LenderId(scope.getLenderId());
        return switch (scope.getWhatCase()) {
            case WHAT_NOT_SET -> new StopScope.WholeLender(new LenderId(scope.getLenderId()));
            case CHANNEL -> new StopScope.OfChannel(lender, WireWords.channel(WHAT + ".channel", scope.getChannel()));
            case TEMPLATE -> new StopScope.OfTemplate(lender, scope.getTemplate());
            case STRATEGY -> new StopScope.OfStrategy(lender, scope.getStrategy());
            case DESK -> new StopScope.OfDesk(new DeskId(scope.getDesk()));
        };
    }

    private static Instant instant(Timestamp timestamp) {
        return Instant.ofEpochSecond(timestamp.getSeconds(), timestamp.getNanos());
    }

    static dev.janji.protocols.operator.v1.StopScope onWire(StopScope scope) {
        var wire = dev.janji.protocols.operator.v1.StopScope.newBuilder();
        LenderId lender = scope.lender();
        if (lender != null) {
            wire.setLenderId(lender.value());
        }
        return scope.match(new StopScope.Cases<dev.janji.protocols.operator.v1.StopScope.Builder>() {
                    @Override
                    public dev.janji.protocols.operator.v1.StopScope.Builder wholeLender(StopScope.WholeLender whole) {
                        return wire;
                    }

                    @Override
                    public dev.janji.protocols.operator.v1.StopScope.Builder ofChannel(StopScope.OfChannel of) {
                        return wire.setChannel(ViewMapper.channel(of.channel()));
                    }

                    @Override
                    public dev.janji.protocols.operator.v1.StopScope.Builder ofTemplate(StopScope.OfTemplate of) {
                        return wire.setTemplate(of.template());
                    }

                    @Override
                    public dev.janji.protocols.operator.v1.StopScope.Builder ofStrategy(StopScope.OfStrategy of) {
                        return wire.setStrategy(of.strategy());
                    }

                    @Override
                    public dev.janji.protocols.operator.v1.StopScope.Builder ofDesk(StopScope.OfDesk of) {
                        return wire.setDesk(of.desk().value());
                    }
                })
                .build();
    }
}
