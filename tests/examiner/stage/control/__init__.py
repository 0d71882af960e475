"""Control over a program's processes: nothing shared is touched before the controller says so.

Each module hooks one part of the library, below the eyes that log what a program does:

    install      puts all of them in place, in this process and in those that it starts
    managers     managers' servers
    signals      handlers
    blocks       blocks of shared memory
    memory       values and arrays in shared memory
    clock        time, which is virtual
    processes    start, join, kill
    threads      threads, and the locks between them
    sockets      selectors, sockets, bare descriptors
    pipes        connections
    semaphores   locks, semaphores, and what is made of them
    link         a thread's line to the controller
"""
