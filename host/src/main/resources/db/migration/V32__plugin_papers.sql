-- What lies beside the jar in the package that a plugin was installed from: the publisher's
-- statement, the bill of materials, the provenance, a README and pictures, as a zip without the
-- jar. Together with the jar it is the package again. Goes with the jar.
create table plugin_papers (
    sha256 text primary key references plugin_jar on delete cascade,
    papers bytea not null
);
