package dev.janji.actors.address;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigUtil;
import dev.janji.domain.id.LenderId;
import java.time.ZoneId;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * {@code janji.addresses.regions}: where a telephone number without a country is from. Immutable.
 *
 * @param ofLender two letters (ISO 3166)
 * @param ofZone by IANA zone
 * @param otherwise of everybody else
 */
public record Regions(Map<String, String> ofLender, Map<String, String> ofZone, String otherwise) {
    private static final String PATH = AddressSettings.PATH + ".regions";

    public Regions {
        ofLender = Map.copyOf(ofLender);
        ofZone = Map.copyOf(ofZone);
    }

    /** @throws ConfigException that names the key */
    static Regions from(Config config) {
        Config regions = config.getConfig(PATH);
        return new Regions(
                map(regions.getConfig("of-lender"), PATH + ".of-lender"),
                map(regions.getConfig("of-zone"), PATH + ".of-zone"),
                known(regions.getString("otherwise"), PATH + ".otherwise"));
    }

    /** @param zone of a lender's rules, the first one that a debtor without one is in */
    public Function<LenderId, String> by(Function<LenderId, ZoneId> zone) {
        return lender -> {
            String own = ofLender.get(lender.value());
            return own != null ? own : ofZone.getOrDefault(zone.apply(lender).getId(), otherwise);
        };
    }

    /** In one order, whatever was configured first. */
    @Override
    public String toString() {
        return new TreeMap<>(ofLender) + " " + new TreeMap<>(ofZone) + " " + otherwise;
    }

    private static Map<String, String> map(Config config, String path) {
        Map<String, String> regions = new TreeMap<>();
        config.root().keySet().forEach(key -> {
            String quoted = ConfigUtil.quoteString(key);
            regions.put(key, known(config.getString(quoted), path + "." + quoted));
        });
        return regions;
    }

    private static String known(String region, String key) {
        if (!new TelephoneNumbers().knows(region)) {
            throw new ConfigException.BadValue(
                    key, "Expected a region as two capital letters (ISO 3166), but got " + region);
        }
        return region;
    }
}
