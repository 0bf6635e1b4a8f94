package dev.janji.loadtest.races;

import com.typesafe.config.Config;
import java.util.concurrent.ThreadFactory;
import org.apache.pekko.dispatch.DispatcherPrerequisites;
import org.apache.pekko.dispatch.ExecutorServiceConfigurator;
import org.apache.pekko.dispatch.ExecutorServiceFactory;

/** Lets every dispatcher of an actor system run on its {@link Timeline}. Thread-safe. */
public final class TimelineDispatch extends ExecutorServiceConfigurator {
    private final Timeline timeline;

    /** Called by Pekko. */
    public TimelineDispatch(Config config, DispatcherPrerequisites prerequisites) {
        super(config, prerequisites);
        this.timeline = ((TimelineScheduler) prerequisites.scheduler()).timeline();
    }

    @Override
    public ExecutorServiceFactory createExecutorServiceFactory(String id, ThreadFactory threads) {
        return () -> new TimelineExecutor(timeline);
    }
}
