package dev.janji.orchestrator.server;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import dev.janji.actors.address.AddressSettings;
import dev.janji.actors.channel.ChannelSettings;
import dev.janji.actors.channel.MessageTemplates;
import dev.janji.actors.debtor.DebtorSettings;
import dev.janji.actors.desk.OperatorSettings;
import dev.janji.actors.field.FieldCaseSettings;
import dev.janji.actors.journal.keys.KeySettings;
import dev.janji.actors.lender.LenderSettings;
import dev.janji.actors.link.PaymentLinks;
import dev.janji.actors.rules.LenderReader;
import dev.janji.actors.rules.RuleBook;
import dev.janji.actors.shared.SharedSettings;
import dev.janji.actors.store.CassandraSettings;
import dev.janji.actors.time.TimeSettings;
import dev.janji.actors.wakeup.WakeUpSettings;
import dev.janji.domain.contact.Channel;
import dev.janji.gateways.GatewaySettings;
import dev.janji.orchestrator.grpc.GrpcSettings;
import dev.janji.orchestrator.http.HttpSettings;
import dev.janji.orchestrator.security.PaymentTokens;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Everything that is configured, read and checked before anything starts. Immutable.
 *
 * @param tokens that links in messages lead on with; empty when there are no such links
 */
record ServerSettings(
        TimeSettings time,
        CassandraSettings store,
        SharedSettings shared,
        KeySettings keys,
        DebtorSettings debtors,
        WakeUpSettings wakeUps,
        AddressSettings addresses,
        FieldCaseSettings field,
        Map<Channel, ChannelSettings> channels,
        RuleBook rules,
        LenderReader folders,
        LenderSettings lenders,
        PaymentLinks links,
        Optional<PaymentTokens> tokens,
        OperatorSettings operator,
        GrpcSettings grpc,
        HttpSettings http,
        Listener management,
        Listener metrics,
        boolean embedded) {

    /** A port for the operator's tools. */
    record Listener(String host, int port) {}

    /** @throws ConfigException naming the key that is missing or wrong */
    static ServerSettings from(Config config) {
        MessageTemplates templates = MessageTemplates.from(config);
        GatewaySettings.from(config);
        return new ServerSettings(
                TimeSettings.from(config),
                CassandraSettings.from(config),
                SharedSettings.from(config),
                KeySettings.from(config),
                DebtorSettings.from(config),
                WakeUpSettings.from(config),
                AddressSettings.from(config),
                FieldCaseSettings.from(config),
                ChannelSettings.forAll(config),
                RuleBook.from(config, templates),
                LenderReader.of(config),
                LenderSettings.from(config),
                PaymentLinks.from(config),
                PaymentLinks.url(config).isEmpty() ? Optional.empty() : Optional.of(PaymentTokens.from(config)),
                OperatorSettings.from(config),
                GrpcSettings.from(config),
                HttpSettings.from(config),
                listener(config, "management"),
                listener(config, "metrics"),
                oneOf(config, "janji.orchestrator.cassandra.mode", List.of("external", "embedded")) == 1);
    }

    /** @throws StartFailure when another process has one of the ports */
    void demandFreePorts() throws StartFailure {
        demandFree("janji.orchestrator.grpc.port", new Listener(grpc.host(), grpc.port()));
        demandFree("janji.orchestrator.http.port", new Listener(http.host(), http.port()));
        demandFree("janji.orchestrator.management.port", management);
        demandFree("janji.orchestrator.metrics.port", metrics);
    }

    private static void demandFree(String key, Listener listener) throws StartFailure {
        if (listener.port() != 0 && !FreePorts.isFree(listener.host(), listener.port())) {
            throw new StartFailure("Port " + listener.port() + " on " + listener.host()
                    + " is taken by another process; end that one, or set " + key + " to another port");
        }
    }

    private static Listener listener(Config config, String name) {
        Config own = config.getConfig("janji.orchestrator." + name);
        return new Listener(own.getString("host"), own.getInt("port"));
    }

    private static int oneOf(Config config, String key, List<String> words) {
        int found = words.indexOf(config.getString(key));
        if (found < 0) {
            throw new ConfigException.BadValue(
                    key, "Expected " + String.join(" or ", words) + ", but got " + config.getString(key));
        }
        return found;
    }
}
