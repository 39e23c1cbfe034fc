### actions
action-body_entered = Body entered
action-body_edited = Body edited
action-body_moved = Body moved
action-body_closed = Body closed
action-body_reopened = Body reopened
action-bodies_imported = Bodies imported
action-profile_edited = Profile edited
action-settings_changed = Settings changed
subject-body = Body
subject-settings = Settings
