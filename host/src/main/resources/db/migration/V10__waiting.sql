-- Which signals an execution has had, and which were taken, without reading its other events.
create index execution_event_signal on execution_event (execution_id)
    where type in ('SignalReceived', 'SignalTaken');
