package dev.janji.actors.desk;

import dev.janji.actors.desk.OperatorBook.AgentProfile;
import dev.janji.actors.desk.OperatorBook.DeskSetup;
import dev.janji.actors.desk.OperatorBook.Duty;
import dev.janji.actors.desk.OperatorBook.Shift;
import dev.janji.actors.rules.FolderRefused;
import dev.janji.actors.rules.RuleFileRefused;
import dev.janji.actors.rules.YamlValue;
import dev.janji.domain.account.Arrangement;
import dev.janji.domain.allocation.Capability;
import dev.janji.domain.id.AgentId;
import dev.janji.domain.id.DeskId;
import dev.janji.domain.id.LenderId;
import dev.janji.domain.id.SkillId;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Reads an operator's folder: {@code docs/operators.md} says what stands in it. One reading; not thread-safe. */
public final class OperatorReader {
    private final OperatorFiles files;
    private final List<String> problems = new ArrayList<>();
    private final Map<DeskId, DeskSetup> desks = new HashMap<>();
    private final Map<AgentId, AgentProfile> agents = new HashMap<>();

    private OperatorReader(OperatorFiles files) {
        this.files = files;
    }

    /** @throws FolderRefused that names for every problem file, line, and what to write instead */
    public static OperatorBook read(OperatorFiles files) {
        return new OperatorReader(files).book();
    }

    private OperatorBook book() {
        ZoneId zone = ZoneId.of("UTC");
        String head = files.texts().get(OperatorFiles.OPERATOR);
        if (head == null) {
            problems.add(OperatorFiles.OPERATOR + ": expected it in the folder, but it is missing");
        } else {
            ZoneId found = tried(() -> zone(YamlValue.parse(OperatorFiles.OPERATOR, head)));
            zone = found == null ? zone : found;
        }
        ZoneId where = zone;
        files.texts().forEach((path, text) -> {
            if (path.startsWith(OperatorFiles.DESKS)) {
                tried(() -> desk(path, YamlValue.parse(path, text), where));
            }
        });
        files.texts().forEach((path, text) -> {
            if (path.startsWith(OperatorFiles.TEAMS)) {
                tried(() -> team(path, YamlValue.parse(path, text)));
            }
        });
        if (problems.isEmpty() && desks.isEmpty()) {
            problems.add(OperatorFiles.DESKS + ": expected the file of a desk, but there is none");
        }
        if (!problems.isEmpty()) {
            throw new FolderRefused(problems);
        }
        try {
            return new OperatorBook(files.version(), desks, agents);
        } catch (IllegalArgumentException e) {
            throw new FolderRefused(List.of(OperatorFiles.DESKS + ": " + e.getMessage()));
        }
    }

    private static ZoneId zone(YamlValue root) {
        root.only("operator", "name", "zone", "about");
        root.get("operator").parsed(DeskId::new, "an id of a-z, 0-9 and '-'");
        root.get("name").text();
        return root.get("zone").parsed(ZoneId::of, "a zone such as Asia/Jakarta");
    }

    private Object desk(String path, YamlValue root, ZoneId zone) {
        DeskSetup desk = DeskReading.of(root, zone);
        if (!path.equals(OperatorFiles.DESKS + desk.desk() + ".yaml")) {
            throw root.get("desk").refused("expected the name of the file, but found `" + desk.desk() + "`");
        }
        desks.put(desk.desk(), desk);
        return desk;
    }

    private Object team(String path, YamlValue root) {
        root.only("team", "desk", "about", "shift", "agents");
        String team = root.get("team")
                .parsed(DeskId::new, "an id of a-z, 0-9 and '-'")
                .value();
        if (!path.equals(OperatorFiles.TEAMS + team + ".yaml")) {
            throw root.get("team").refused("expected the name of the file, but found `" + team + "`");
        }
        DeskId desk = root.get("desk").parsed(DeskId::new, "the id of a desk");
        if (!desks.containsKey(desk)) {
            throw root.get("desk").refused("expected " + OperatorFiles.DESKS + desk + ".yaml, but it is not there");
        }
        Shift shift = shift(root.find("shift"));
        for (YamlValue each : root.get("agents").some()) {
            tried(() -> {
                AgentProfile agent = agent(team, desk, shift, each);
                if (agents.put(agent.agent(), agent) != null) {
                    throw each.get("agent")
                            .refused("expected every agent once, but found `" + agent.agent() + "` twice");
                }
                return agent;
            });
        }
        return team;
    }

    private AgentProfile agent(String team, DeskId desk, @Nullable Shift shift, YamlValue written) {
        written.only("agent", "name", "duty", "languages", "skills", "certificates", "authority", "line", "shift");
        YamlValue duty = written.find("duty");
        YamlValue authority = written.find("authority");
        YamlValue line = written.find("line");
        YamlValue own = written.find("shift");
        return new AgentProfile(
                written.get("agent").parsed(AgentId::new, "an id of a-z, 0-9 and '-'"),
                written.get("name").text(),
                team,
                desk,
                duty == null ? Duty.AGENT : duty.word(Duty.class),
                capability(written, desk),
                authority == null ? Arrangement.Role.AGENT : role(authority),
                line == null ? null : line.text(),
                own == null ? shift : shift(own));
    }

    private static Arrangement.Role role(YamlValue written) {
        Arrangement.Role role = written.word(Arrangement.Role.class);
        if (role == Arrangement.Role.LENDER) {
            throw written.refused("expected agent or team-leader, but found `lender`: nobody at a desk is the lender");
        }
        return role;
    }

    private Capability capability(YamlValue written, DeskId desk) {
        Set<String> languages = new HashSet<>();
        for (YamlValue each : written.get("languages").some()) {
            languages.add(each.text());
        }
        Map<SkillId, Integer> skills = new HashMap<>();
        YamlValue levels = written.find("skills");
        if (levels != null) {
            levels.members()
                    .forEach((skill, level) -> skills.put(
                            checked(level, () -> new SkillId(skill)), level.number(1, Capability.HIGHEST_LEVEL)));
        }
        Map<LenderId, LocalDate> certificates = new HashMap<>();
        YamlValue days = written.find("certificates");
        if (days != null) {
            days.members().forEach((lender, day) -> {
                LenderId id = checked(day, () -> new LenderId(lender));
                if (!works(desk, id)) {
                    throw day.refused("expected a lender of desk " + desk + ", but found `" + lender + "`");
                }
                certificates.put(id, day.date());
            });
        }
        return new Capability(languages, skills, certificates);
    }

    private boolean works(DeskId desk, LenderId lender) {
        DeskSetup setup = desks.get(desk);
        return setup != null
                && setup.terms().lenders().stream()
                        .anyMatch(each -> each.lender().equals(lender));
    }

    private static @Nullable Shift shift(@Nullable YamlValue written) {
        if (written == null) {
            return null;
        }
        written.only("days", "from", "until");
        YamlValue days = written.find("days");
        Set<DayOfWeek> on = days == null ? EnumSet.allOf(DayOfWeek.class) : EnumSet.noneOf(DayOfWeek.class);
        if (days != null) {
            days.some().forEach(each -> on.add(day(each)));
        }
        return checked(
                written,
                () -> new Shift(
                        on, written.get("from").time(), written.get("until").time()));
    }

    private static DayOfWeek day(YamlValue written) {
        return Arrays.stream(DayOfWeek.values())
                .filter(day -> day.name().substring(0, 3).equalsIgnoreCase(written.text()))
                .findFirst()
                .orElseThrow(() -> written.refused(
                        "expected mon, tue, wed, thu, fri, sat or sun, but found `" + written.text() + "`"));
    }

    private <T> @Nullable T tried(Supplier<T> reading) {
        try {
            return reading.get();
        } catch (RuleFileRefused e) {
            problems.addAll(e.problems());
            return null;
        }
    }

    /** A refusal of the domain gets file and line. */
    static <T> T checked(YamlValue at, Supplier<T> made) {
        try {
            return made.get();
        } catch (IllegalArgumentException e) {
            String message = Objects.requireNonNullElse(e.getMessage(), "something else");
            throw at.refused(message.substring(0, 1).toLowerCase(Locale.ROOT) + message.substring(1));
        }
    }
}
