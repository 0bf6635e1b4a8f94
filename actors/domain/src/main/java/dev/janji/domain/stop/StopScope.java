package dev.janji.domain.stop;

import dev.janji.domain.contact.Channel;
import dev.janji.domain.id.DeskId;
import dev.janji.domain.id.LenderId;
import org.jspecify.annotations.Nullable;

/** What a stop halts. Immutable. */
public sealed interface StopScope {
    /** @return null for every lender */
    @Nullable
    LenderId lender();

    <R> R match(Cases<R> cases);

    /** Everything of a lender: contacts and hand-overs. */
    record WholeLender(LenderId lender) implements StopScope {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.wholeLender(this);
        }
    }

    /** Contacts by a channel. @param lender null for every lender */
    record OfChannel(@Nullable LenderId lender, Channel channel) implements StopScope {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.ofChannel(this);
        }
    }

    /** Contacts with the words of a template. @param lender null for every lender */
    record OfTemplate(@Nullable LenderId lender, String template) implements StopScope {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.ofTemplate(this);
        }
    }

    /**
     * Contacts and hand-overs of a plan.
     *
     * @param lender null for every lender
     * @param strategy its name, for all of its versions, or one version, such as {@code consumer-finance-3}
     */
    record OfStrategy(@Nullable LenderId lender, String strategy) implements StopScope {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.ofStrategy(this);
        }

        /** Whether a version of a plan is, or is of, this one. */
        public boolean isOf(String version) {
            if (!version.startsWith(strategy)) {
                return false;
            }
            String rest = version.substring(strategy.length());
            return rest.isEmpty()
                    || rest.length() > 1
                            && rest.charAt(0) == '-'
                            && rest.chars().skip(1).allMatch(c -> c >= '0' && c <= '9');
        }
    }

    /** Calls of a desk: nobody is dialed by it. */
    record OfDesk(DeskId desk) implements StopScope {
        @Override
        public @Nullable LenderId lender() {
            return null;
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.ofDesk(this);
        }
    }

    /** One arm for each scope. */
    interface Cases<R> {
        R wholeLender(WholeLender scope);

        R ofChannel(OfChannel scope);

        R ofTemplate(OfTemplate scope);

        R ofStrategy(OfStrategy scope);

        R ofDesk(OfDesk scope);
    }
}
