package dev.janji.actors.desk;

import dev.janji.domain.id.DeskId;
import dev.janji.domain.id.LenderId;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Currency;
import java.util.Map;

/** The first folder of an operator: one desk, one team, usable as it is and ready to be changed. */
public final class NewOperator {
    private NewOperator() {}

    /**
     * @param zone where the operator works
     * @param lender for whom the desk works first
     * @param currency of the lender's debts
     * @param agents how many, beside one supervisor; from 1
     * @param certifiedUntil last day of each agent's certificate for the lender
     * @param mode of dialing, as {@code docs/operators.md} names it
     */
    public static OperatorFiles folder(
            DeskId operator,
            ZoneId zone,
            LenderId lender,
            Currency currency,
            int agents,
            LocalDate certifiedUntil,
            String mode) {
        StringBuilder team = new StringBuilder("""
                # Who works at desk early. docs/operators.md says what each line means.
                team: early
                desk: early
                # When its people may sign in, such as: shift: { days: [mon, tue, wed, thu, fri], from: "08:00", until: "17:00" }
                agents:
                  - { agent: supervisor-1, name: "Supervisor 1", duty: supervisor, languages: [id, en], authority: team-leader, line: SIM/supervisor-1 }
                """);
        for (int i = 1; i <= agents; i++) {
            team.append("  - { agent: agent-")
                    .append(i)
                    .append(", name: \"Agent ")
                    .append(i)
                    .append("\", languages: [id, en], certificates: { ")
                    .append(lender)
                    .append(": ")
                    .append(certifiedUntil)
                    .append(" }, line: SIM/agent-")
                    .append(i)
                    .append(" }\n");
        }
        return new OperatorFiles(Map.of(
                OperatorFiles.OPERATOR,
                """
                # The operator of this installation. docs/operators.md says what each line means.
                operator: %s
                name: "%s"
                zone: %s
                """.formatted(operator, operator, zone),
                OperatorFiles.DESKS + "early.yaml",
                """
                # The desk for debts that are a few days late.
                desk: early
                name: "Early"
                # Nobody is dialed outside of these hours, whatever a debtor's rules permit.
                opens: "08:00"
                closes: "20:00"
                lenders:
                  - { lender: %s, weight: 1, certificate: demanded }
                queues:
                  - queue: early
                    lender: %s
                    weight: 1
                    # A lead that is expected to bring so much goes before one that came an hour earlier.
                    worth-of-an-hour: { minor: %d, currency: %s }
                    dialing: { mode: %s, abandonment: every-shift, ring-seconds: 25 }
                # Debtors who call the house wait in this queue; `number` names the number that they call.
                inbound:
                  - { queue: early }
                timing: { lease-seconds: 20, wrap-up-seconds: 60 }
                """.formatted(lender, lender, hour(currency), currency, mode),
                OperatorFiles.TEAMS + "early.yaml",
                team.toString()));
    }

    /** A thousand units of whatever it is, in minor ones: a number to be changed. */
    private static long hour(Currency currency) {
        return Math.round(1_000 * Math.pow(10, Math.max(0, currency.getDefaultFractionDigits())));
    }
}
