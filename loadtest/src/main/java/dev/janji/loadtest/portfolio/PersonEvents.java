package dev.janji.loadtest.portfolio;

import dev.janji.protocols.lender.v1.Channel;
import dev.janji.protocols.lender.v1.ContactMadeElsewhere;
import dev.janji.protocols.lender.v1.ContactResult;
import dev.janji.protocols.lender.v1.LinkKind;
import dev.janji.protocols.lender.v1.LinkedPerson;
import dev.janji.protocols.lender.v1.PersonsLinked;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;

/**
 * What the lender tells of a client who is also another debtor of it: that it is so, and calls of the branch about the second card on mornings
 * on which a step of the first may be due. Confined to one thread.
 */
final class PersonEvents {
    private static final int REMINDER_BEFORE = 3;
    private static final int MINUTES_BETWEEN = 5;

    private final Story story;
    private final SamePerson person;
    private final ZoneId zone;
    private final String account;

    /** @param zone in which the branch's morning is meant */
    PersonEvents(Story story, SamePerson person, ZoneId zone, String account) {
        this.story = story;
        this.person = person;
        this.zone = zone;
        this.account = account;
    }

    /** @param firstTold when the debtor is told of; most are linked then, of some persons the second debtor is found out later */
    void link(Instant firstTold, boolean initialLoad) {
        PersonsLinked linked = PersonsLinked.newBuilder()
                .addPersons(LinkedPerson.newBuilder()
                        .setKind(LinkKind.LINK_KIND_SAME_PERSON)
                        .setPersonKey(person.key()))
                .build();
        if (person.second() && story.draws().chance(Assumptions.LINKED_LATER, "linked-later")) {
            LocalDate day = story.someDay("linked-day");
            story.tell(
                    story.on(day, 9, 18, Assumptions.LENDER_ZONE, "linked"),
                    request -> request.setPersonsLinked(linked));
            return;
        }
        story.tell(firstTold, request -> {
            if (initialLoad) {
                request.setAsOf(Wire.timestamp(firstTold));
            }
            request.setPersonsLinked(linked);
        });
    }

    /** @param days on which something is paid this month */
    void aroundDueDate(int cycle, LocalDate due, List<LocalDate> days) {
        if (!person.second()) {
            return;
        }
        calls("before-" + cycle, due.minusDays(REMINDER_BEFORE));
        LocalDate after = due.plusDays(1);
        if (days.isEmpty() || days.get(days.size() - 1).isAfter(after)) {
            calls("after-" + cycle, after);
        }
    }

    private void calls(String what, LocalDate day) {
        Draws draws = story.draws();
        String name = "person-rung-" + what;
        Instant first = day.atTime(8, MINUTES_BETWEEN).atZone(zone).toInstant();
        if (first.isBefore(Assumptions.START) || !draws.chance(Assumptions.PERSON_RUNG, name)) {
            return;
        }
        int calls = draws.chance(Assumptions.RUNG_THREE_TIMES, name + "-calls") ? 3 : 2;
        for (int call = 0; call < calls; call++) {
            story.tell(
                    first.plusSeconds(60L * MINUTES_BETWEEN * call),
                    request -> request.setContactMadeElsewhere(ContactMadeElsewhere.newBuilder()
                            .setChannel(Channel.CHANNEL_VOICE)
                            .setResult(ContactResult.CONTACT_RESULT_NOT_REACHED)
                            .setAccountId(account)));
        }
    }
}
