package dev.janji.actors.lender;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;

/**
 * How folders of lenders are activated. Immutable.
 *
 * @param approvalRequired whether another person must agree
 * @param wakePerSecond debtors woken in a second of real time after an activation
 */
public record LenderSettings(boolean approvalRequired, int wakePerSecond) {
    private static final int MOST = 1_000_000;

    /**
     * @param config the whole configuration
     * @throws ConfigException naming the key that is missing or wrong
     */
    public static LenderSettings from(Config config) {
        String approval = config.getString("janji.rules.approval");
        // A file of HOCON may write `off` with or without quotes.
        if (!approval.equals("off") && !approval.equals("false") && !approval.equals("required")) {
            throw new ConfigException.BadValue("janji.rules.approval", "Expected off or required, but got " + approval);
        }
        int perSecond = config.getInt("janji.rules.wake-per-second");
        if (perSecond < 1 || perSecond > MOST) {
            throw new ConfigException.BadValue(
                    "janji.rules.wake-per-second", "Expected 1 to " + MOST + ", but got " + perSecond);
        }
        return new LenderSettings(approval.equals("required"), perSecond);
    }
}
